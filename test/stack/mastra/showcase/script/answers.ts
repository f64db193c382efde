import type { Decision } from "../../model/decision";
import type { ToolOutcome } from "../../model/prompt";
import type { Booking } from "../../tools/bookTrip";
import { chartImage } from "../chartImage";
import type { ChartData } from "../tools/makeChart";
import type { Registration } from "../tools/guestForms";
import type { Reading } from "../tools/measureStations";
import type { PlannedTrip } from "../tools/planTrip";
import type { Report } from "../tools/reports";
import { answerToOutcome } from "./outcomeScenes";
import { LONG_ANSWER } from "./texts";

interface Ranked {
  readonly city: string;
  readonly meanTemperatureC: number;
}

interface Publication {
  readonly title: string;
  readonly published: boolean;
  readonly comment: string;
}

/** What the agent says once its tools have answered, in the order of their calls. */
export function answerFrom(outcomes: readonly ToolOutcome[]): Decision {
  const decisions = outcomes.map(({ toolName, value, error }): Decision => {
    const text = answerToOutcome(toolName);
    if (text !== undefined) {
      return { text };
    }
    return error === undefined ? readResult(toolName, value) : { text: `${toolName} did not work: ${error}` };
  });
  const text = decisions.map((decision) => decision.text ?? "").join("\n\n");
  return { text, files: decisions.flatMap(({ files = [] }) => files) };
}

function readResult(toolName: string, value: unknown): Decision {
  const refusal = validationError(value);
  if (refusal !== undefined) {
    return { text: `${toolName} did not accept that: ${refusal}` };
  }
  switch (toolName) {
    case "planTrip":
      return { text: plannedTrip(value as PlannedTrip) };
    case "askName": {
      const { answer } = value as { readonly answer: unknown };
      return { text: `You answered: ${typeof answer === "string" ? answer : JSON.stringify(answer)}` };
    }
    case "registerGuest":
      return { text: registration(value as Registration) };
    case "connectMailbox": {
      const names = Object.keys((value as Registration).answer);
      return { text: `The mailbox is connected, with ${names.join(" and ")}.` };
    }
    case "bookTrip": {
      const { destination, month, reference } = value as Booking;
      return { text: `Booked **${destination}** in ${month}: ${reference}` };
    }
    case "measureStations": {
      const { readings } = value as { readonly readings: readonly Reading[] };
      const rows = readings.map(({ station, meanTemperatureC }) => `| ${station} | ${meanTemperatureC} °C |`);
      return { text: `| Station | Mean |\n| --- | --- |\n${rows.join("\n")}` };
    }
    case "bigReport":
      return { text: reportText(value as Report) };
    case "launchBalloon":
      return { text: "The balloon is up." };
    case "makeChart": {
      const chart = value as ChartData;
      const text = `The year of **${chart.city}** in ${chart.unit}, January on the left:`;
      return { text, files: [{ mediaType: "image/png", bytes: chartImage(chart) }] };
    }
    case "workflow-compareCities":
      return { text: comparison(value) };
    case "workflow-publishReport": {
      const { title, published, comment } = (value as { readonly result: Publication }).result;
      return { text: `"${title}" was ${published ? "" : "not "}published.${comment === "" ? "" : ` ${comment}`}` };
    }
    default:
      // The words of a sub-agent.
      return { text: typeof value === "string" ? value : JSON.stringify(value) };
  }
}

function reportText({ rows, explained }: Report): string {
  const size = `The report has ${rows.length} rows.`;
  return explained ? `${size}\n\n${LONG_ANSWER}` : size;
}

function plannedTrip(trip: PlannedTrip): string {
  const { destination, traveller, nights, travelClass, insurance, hotel, stops, budget } = trip;
  const lines = [
    `${nights} ${nights === 1 ? "night" : "nights"} in **${destination}** for ${traveller}`,
    `${travelClass} class, ${insurance ? "with" : "without"} insurance`,
    `a hotel of ${hotel.stars} stars ${hotel.breakfast ? "with" : "without"} breakfast`,
    `stops: ${stops.join(", ") || "none"}`,
    `budget: ${budget === undefined ? "no limit" : `${budget} €`}`,
  ];
  return `The trip is planned:\n\n${lines.map((line) => `- ${line}`).join("\n")}`;
}

function registration({ answer }: Registration): string {
  const lines = Object.entries(answer).map(([name, value]) => `- ${name}: \`${JSON.stringify(value)}\``);
  return `The guest is registered:\n\n${lines.join("\n")}`;
}

function comparison(value: unknown): string {
  const { result, error } = value as { readonly result?: { readonly ranking: readonly Ranked[] }; error?: string };
  if (result === undefined) {
    return `The workflow failed: ${error ?? "it gave no reason"}`;
  }
  const rows = result.ranking.map(({ city, meanTemperatureC }) => `1. ${city}, ${meanTemperatureC} °C on average`);
  return `The warmest first:\n\n${rows.join("\n")}`;
}

/**
 * Arguments or answers that do not fit a tool's schema come back as its result
 * (docs/wire.md#mastra-errors-in-a-stream).
 */
function validationError(value: unknown): string | undefined {
  const { error, message } = (value ?? {}) as { readonly error?: unknown; readonly message?: unknown };
  return error === true && typeof message === "string" ? message : undefined;
}
