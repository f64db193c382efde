import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTool } from "@mastra/core/tools";
import { z } from "zod";
import { MONTHS } from "../climate/climateNormals";

export interface Booking {
  readonly reference: string;
  readonly destination: string;
  readonly month: string;
  readonly travellers: number;
  /** ISO 8601, UTC. */
  readonly bookedAt: string;
}

/**
 * The tool `bookTrip`, which asks for approval first and then writes the booking into a file.
 *
 * @param dataDir the folder of `bookings.json`
 */
export function createBookTrip(dataDir: string) {
  return createTool({
    id: "bookTrip",
    description: "Books a trip. A person has to approve it first.",
    inputSchema: z.object({
      destination: z.string().describe("City to travel to"),
      month: z.enum(MONTHS).describe("Month of the trip"),
      travellers: z.number().int().min(1).max(20).describe("How many people"),
    }),
    requireApproval: true,
    execute: async ({ destination, month, travellers }): Promise<Booking> => {
      const reference = `AC-${randomUUID().slice(0, 6).toUpperCase()}`;
      const booking = { reference, destination, month, travellers, bookedAt: new Date().toISOString() };
      await mkdir(dataDir, { recursive: true });
      await writeFile(bookingsFile(dataDir), JSON.stringify([...(await readBookings(dataDir)), booking], null, 2));
      return booking;
    },
  });
}

/** Everything booked so far, oldest first. */
export async function readBookings(dataDir: string): Promise<readonly Booking[]> {
  try {
    return JSON.parse(await readFile(bookingsFile(dataDir), "utf8")) as Booking[];
  } catch {
    return [];
  }
}

function bookingsFile(dataDir: string): string {
  return join(dataDir, "bookings.json");
}
