import type { GalleryState } from "../galleryState";
import { exchange, snapshot, squaresPng } from "./samples";

/** Parts of an answer that are no text and no tool call. */
export const partStates: readonly GalleryState[] = [
  {
    name: "sources",
    messages: [
      snapshot({
        turns: exchange("Where is that from?", [
          "From two stations.",
          {
            kind: "source",
            id: "1",
            title: "Lisbon Geofísico, hourly readings",
            url: "https://example.com/stations/lisbon",
          },
          {
            kind: "source",
            id: "2",
            title: "",
            url: "https://example.com/a/very/long/address/without/any/title?and=a&query=too",
          },
          { kind: "source", id: "3", title: "Not a link", url: "javascript:alert(1)" },
        ]),
      }),
    ],
  },
  {
    name: "files",
    messages: [
      snapshot({
        turns: exchange("Draw the forecast", [
          "Here it is.",
          { kind: "file", id: "1", name: "forecast.png", mediaType: "image/png", base64: squaresPng },
          { kind: "file", id: "2", name: "forecast.csv", mediaType: "text/csv", base64: "ZGF5LGhpZ2gKVHVlLDE5Cg==" },
          { kind: "file", id: "3", name: "broken.png", mediaType: "image/png", base64: "bm90IGEgcGljdHVyZQ==" },
          {
            kind: "file",
            id: "4",
            name: "report.pdf",
            mediaType: "application/pdf",
            url: "https://example.com/report.pdf",
          },
        ]),
      }),
    ],
  },
  {
    name: "object",
    messages: [
      snapshot({
        turns: exchange("As data, please", [
          {
            kind: "object",
            id: "1",
            finished: true,
            value: { city: "Lisbon", high: 19, low: 12, rain: false, station: null, days: ["Tuesday", "Wednesday"] },
          },
        ]),
      }),
    ],
  },
  {
    name: "data",
    messages: [
      snapshot({
        turns: exchange("Update the report", [
          { kind: "data", id: "1", name: "status", note: { label: "Collecting 12 stations", percent: 40 } },
          { kind: "data", id: "2", name: "metrics", note: { label: "", value: { stations: 12, minutes: 3 } } },
          "The report is up to date.",
        ]),
      }),
    ],
  },
];
