import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import { findCity } from "../climate/findCity";

const TripRequest = z.object({
  city: z.string().min(1).describe("City, in English"),
  month: z.number().int().min(1).max(12).default(6).describe("Month, from 1 to 12"),
  nights: z.number().int().min(1).max(30).default(3),
});
const Weather = z.object({ city: z.string(), meanTemperatureC: z.number() });
const Rooms = z.object({ hotel: z.string(), pricePerNight: z.number() });
const Offer = z.object({ city: z.string(), hotel: z.string(), total: z.number() });
const Booking = z.object({ city: z.string(), hotel: z.string(), total: z.number(), note: z.string() });
const PRICE = 90;

/**
 * A workflow that shows what one can do: two steps at the same time, of which one takes its time, a question to a
 * person, a branch, a loop over a list, and a step that fails for a city without figures.
 *
 * @param pauseMs that the slow steps take, in milliseconds
 */
export function createTripPlan(pauseMs: number) {
  const lookUpWeather = createStep({
    id: "lookUpWeather",
    description: "Looks up the city's climate",
    inputSchema: TripRequest,
    outputSchema: Weather,
    execute: ({ inputData: { city, month } }) => {
      const climate = findCity(city);
      return climate === undefined
        ? Promise.reject(new Error(`No figures for "${city}".`))
        : Promise.resolve({ city: climate.city, meanTemperatureC: climate.temperatures[month - 1] ?? 0 });
    },
  });
  const findRooms = createStep({
    id: "findRooms",
    description: "Looks for a hotel",
    inputSchema: TripRequest,
    outputSchema: Rooms,
    execute: async ({ inputData: { city }, abortSignal }) => {
      await pause(pauseMs, abortSignal);
      return { hotel: `Hotel ${city}`, pricePerNight: PRICE };
    },
  });
  const makeOffer = createStep({
    id: "makeOffer",
    description: "Puts both together",
    inputSchema: z.object({ lookUpWeather: Weather, findRooms: Rooms }),
    outputSchema: Offer,
    execute: ({ inputData, getInitData }) => {
      const { nights } = getInitData<z.infer<typeof TripRequest>>();
      const { lookUpWeather: weather, findRooms: rooms } = inputData;
      return Promise.resolve({ city: weather.city, hotel: rooms.hotel, total: nights * rooms.pricePerNight });
    },
  });
  const confirm = createStep({
    id: "confirm",
    description: "Asks whether the offer is taken",
    inputSchema: Offer,
    outputSchema: Booking,
    suspendSchema: z.object({ message: z.string(), offer: Offer }),
    resumeSchema: z.object({
      accept: z.boolean().describe("Take the offer"),
      note: z.string().default("").describe("For the hotel"),
    }),
    execute: async ({ inputData, resumeData, suspend }) => {
      if (resumeData === undefined) {
        return suspend({ message: `Book ${inputData.hotel} for ${inputData.total} €?`, offer: inputData });
      }
      if (!resumeData.accept) {
        throw new Error("The offer was not taken.");
      }
      return { ...inputData, note: resumeData.note };
    },
  });
  const payAtOnce = createStep({
    id: "payAtOnce",
    description: "Pays small amounts at once",
    inputSchema: Booking,
    outputSchema: z.object({ paid: z.array(z.number()) }),
    execute: ({ inputData }) => Promise.resolve({ paid: [inputData.total] }),
  });
  const payLater = createStep({
    id: "payLater",
    description: "Splits large amounts",
    inputSchema: Booking,
    outputSchema: z.object({ paid: z.array(z.number()) }),
    execute: ({ inputData }) => Promise.resolve({ paid: [inputData.total / 2, inputData.total / 2] }),
  });
  const sendReceipt = createStep({
    id: "sendReceipt",
    description: "Writes a receipt for each payment",
    inputSchema: z.number(),
    outputSchema: z.string(),
    execute: ({ inputData }) => Promise.resolve(`Receipt: ${inputData} €`),
  });
  return createWorkflow({
    id: "tripPlan",
    description: "Plans a trip, asks before it books, and pays.",
    inputSchema: TripRequest,
    outputSchema: z.array(z.string()),
  })
    .parallel([lookUpWeather, findRooms])
    .then(makeOffer)
    .then(confirm)
    .branch([
      [({ inputData }) => Promise.resolve(inputData.total <= 500), payAtOnce],
      [({ inputData }) => Promise.resolve(inputData.total > 500), payLater],
    ])
    .map(({ inputData }) => Promise.resolve((inputData.payAtOnce ?? inputData.payLater)?.paid ?? []))
    .foreach(sendReceipt)
    .commit();
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
