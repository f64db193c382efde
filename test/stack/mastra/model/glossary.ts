/** Terms of weather reports in plain words. */
const GLOSSARY: Readonly<Record<string, string>> = {
  "air pressure": "The weight of the air above a place, given in hectopascals; 1013 hPa is the mean at sea level.",
  "climate normal": "The mean of a quantity over 30 years, such as 1991 to 2020, against which weather is compared.",
  "cold front": "The edge of colder air pushing under warmer air; it brings showers, gusts and a drop in temperature.",
  "dew point": "The temperature to which air has to cool for its water vapour to condense. Above 18 °C it is muggy.",
  "feels like": "The temperature that a person senses, worked out from air temperature, wind and humidity.",
  "heat index": "What the air feels like in the shade when humidity is counted in.",
  "jet stream": "A band of fast wind some 10 km up that steers lows and fronts from west to east.",
  "relative humidity": "How much water vapour the air holds, in percent of what it could hold at that temperature.",
  "warm front": "The edge of warmer air gliding over colder air; it brings hours of steady rain.",
  "wind chill": "How cold moving air feels on bare skin, because wind carries heat away.",
  anticyclone: "An area of high pressure. Air sinks and clouds dissolve, so the weather is settled.",
  cyclone: "An area of low pressure with winds around it; in the tropics also the name of a severe storm.",
  drizzle: "Rain of drops smaller than half a millimetre.",
  fog: "Cloud at the ground with a visibility below 1 km; from 1 km up it is called mist.",
  frost: "Ice on surfaces colder than 0 °C, made of the air's water vapour.",
  hail: "Balls of ice of 5 mm and more that grow in the updraughts of thunderclouds.",
  monsoon: "A wind that turns with the season, and the rainy season it brings.",
  precipitation: "Everything that falls: rain, snow, hail, drizzle. 1 mm is one litre on a square metre.",
  sleet: "Snow that melts on its way down, or a mixture of rain and snow.",
  "uv index": "Strength of sunburning radiation; from 3 up, protect your skin, from 8 up, avoid the midday sun.",
};

/** Explains the terms that a question names, or says which ones it could explain. */
export function glossaryAnswer(question: string): string {
  const asked = question.toLowerCase();
  const terms = Object.keys(GLOSSARY).filter((term) => new RegExp(`\\b${term}s?\\b`).test(asked));
  if (terms.length > 0) {
    return terms.map((term) => `**${capitalise(term)}**: ${GLOSSARY[term] ?? ""}`).join("\n\n");
  }
  const known = Object.keys(GLOSSARY).map((term) => `- ${capitalise(term)}`);
  return `I can explain these terms:\n\n${known.join("\n")}\n\nWhich one would you like to know about?`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
