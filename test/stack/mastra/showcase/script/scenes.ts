import { MONTHS } from "../../climate/climateNormals";
import type { Decision } from "../../model/decision";
import { readQuestion } from "../../model/question";
import type { OddSchema } from "../tools/askName";
import { BUILT_IN_SCENES } from "./builtInScenes";
import { fileLinks } from "./fileLinks";
import { FORMULAS_AND_DIAGRAMS } from "./formulas";
import { CLIMATE_TABLE, veryLongAnswer } from "./longTexts";
import { OUTCOME_SCENES } from "./outcomeScenes";
import { PEOPLE_TEXT } from "./peopleText";
import type { Scene } from "./scene";
import { CODE_ANSWER, COMMAND_ANSWER, CUT_OFF, LONG_ANSWER, MALFORMED_MARKDOWN, REASONING, SOURCES } from "./texts";

/** Everything that the agent can show; the first that a question asks for is played. */
export const SCENES: readonly Scene[] = [
  ...OUTCOME_SCENES,
  ...BUILT_IN_SCENES,
  scene("Ask the weather agent about Oslo in May", /\bask the weather agent\b/i, (question) => {
    return call("agent-weatherAgent", { prompt: question.replace(/^.*\bask the weather agent\b/i, "Tell me") });
  }),
  scene("Ask the travel agent to book a trip to Rome", /\bask the travel agent\b/i, (question) => {
    return call("agent-travelAgent", { prompt: question.replace(/^.*\bask the travel agent( to)?\b/i, "Please") });
  }),
  scene("Run the workflow for Oslo, Rome and Cairo", /\brun the workflow\b/i, (question) => {
    return call("workflow-compareCities", { inputData: { cities: citiesIn(question) } });
  }),
  scene("Publish the report", /\bpublish\b/i, () => {
    return call("workflow-publishReport", { inputData: { title: "The year in the stations" } });
  }),
  scene("Plan trips to Lisbon and Rome", /\bplan trips\b/i, (question) => {
    return { toolCalls: citiesIn(question).map((destination) => ({ toolName: "planTrip", args: { destination } })) };
  }),
  scene("Plan a trip to Lisbon", /\bplan a trip\b/i, (question) => {
    return call("planTrip", { destination: citiesIn(question)[0] });
  }),
  scene("Book trips to Lisbon and Rome", /\bbook\b/i, (question) => {
    const month = readQuestion([question]).month ?? MONTHS[4];
    const trips = citiesIn(question).map((destination) => ({ destination, month, travellers: 1 }));
    return { toolCalls: trips.map((args) => ({ toolName: "bookTrip", args })) };
  }),
  scene("Register a guest", /\bregister\b/i, () => call("registerGuest", {})),
  scene("Connect a mailbox", /\bmailbox\b/i, () => call("connectMailbox", {})),
  scene("Ask for my name without a schema", /\bmy name\b.*\bwithout\b/i, () => askName("missing")),
  scene("Ask for my name, not in JSON", /\bmy name\b.*\bjson\b/i, () => askName("notJson")),
  scene("Ask for my name with an unknown type", /\bmy name\b.*\btype\b/i, () => askName("unknownType")),
  scene("Ask for my name, too deep", /\bmy name\b.*\bdeep\b/i, () => askName("tooDeep")),
  scene("Measure the stations", /\bmeasure\b/i, (question) => {
    return call("measureStations", { count: Number(/\d+/.exec(question)?.[0] ?? 5) });
  }),
  scene("Make a big report and explain it", /\bbig report\b.*\bexplain\b/i, () =>
    call("bigReport", { explained: true }),
  ),
  scene("Make a big report", /\bbig report\b/i, () => call("bigReport", {})),
  scene("Break a tool", /\bbreak\b/i, () => call("brokenTool", { sensor: "anemometer 17" })),
  scene("Launch a balloon", /\bballoon\b/i, () => call("launchBalloon", {})),
  scene("Draw a chart of Oslo", /\bdraw a chart\b/i, (question) => call("makeChart", { city: citiesIn(question)[0] })),
  scene("Draw a broken picture", /\bbroken picture\b/i, () => {
    const text = "This says that it is a PNG picture, but it is not:";
    return { text, files: [{ mediaType: "image/png", bytes: Buffer.from("no picture at all") }] };
  }),
  scene("Save as a file", /\bas a file\b/i, () => {
    const bytes = Buffer.from("month,temperature\nJanuary,-4\nJuly,18\n");
    return { text: "Here is the table as a file.", files: [{ mediaType: "text/csv", bytes }] };
  }),
  scene("Cite your sources", /\bsources?\b/i, () => {
    return { text: "Climate normals are means of 30 years, and they are renewed every ten years.", sources: SOURCES };
  }),
  scene("Think about it", /\bthink\b/i, () => {
    return { reasoning: REASONING, text: "A warm coat is enough; it will stay dry until the evening." };
  }),
  scene("Write a command", /\bcommand\b/i, () => ({ text: COMMAND_ANSWER })),
  scene("Point at lines in files", /\blines in files\b/i, (question) => {
    return { text: fileLinks(/\blines in files of (\S+)/i.exec(question)?.[1]) };
  }),
  scene("Write code", /\bcode\b/i, () => ({ text: CODE_ANSWER })),
  scene("Show me text as people write it", /\bas people write\b/i, () => ({ text: PEOPLE_TEXT })),
  scene("Show me formulas and diagrams", /\bformulas?\b|\bdiagrams?\b/i, () => ({ text: FORMULAS_AND_DIAGRAMS })),
  scene("Give me malformed Markdown", /\bmalformed\b/i, () => ({ text: MALFORMED_MARKDOWN })),
  scene("Give me a table worth sorting", /\btable worth sorting\b/i, () => ({ text: CLIMATE_TABLE })),
  scene("Give me a very long answer", /\bvery long answer\b/i, () => ({ text: veryLongAnswer() })),
  scene("Give me a long answer", /\blong answer\b/i, () => ({ text: LONG_ANSWER })),
  scene("Answer until it is too long", /\btoo long\b/i, () => ({ text: CUT_OFF, cutOff: "length" })),
  scene("Say something filtered", /\bfiltered\b/i, () => ({ text: CUT_OFF, cutOff: "content-filter" })),
  scene("Fail at once", /\bfail at once\b/i, () => ({ failure: "The API key of the provider has expired." })),
  scene("Fail in the middle", /\bfail\b/i, () => {
    return { text: "The figures of the first three stations are in. ", failure: "The model is overloaded." };
  }),
];

function scene(phrase: string, asked: RegExp, decide: Scene["decide"]): Scene {
  return { phrase, asked, decide };
}

function call(toolName: string, args: Readonly<Record<string, unknown>>): Decision {
  return { toolCalls: [{ toolName, args }] };
}

function askName(schema: OddSchema): Decision {
  return call("askName", { schema });
}

/** The cities that a question names, in its order; Lisbon when it names none. */
function citiesIn(question: string): readonly string[] {
  const named = question.split(/,|\band\b/i).flatMap((piece) => readQuestion([piece]).city ?? []);
  return named.length > 0 ? named : ["Lisbon"];
}
