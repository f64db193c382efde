const TIMEOUT_MS = 3000;

export interface Place {
  readonly name: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
}

export interface CurrentWeather {
  readonly temperatureC: number;
  readonly feelsLikeC: number;
  readonly humidityPercent: number;
  readonly windKmh: number;
  readonly precipitationMm: number;
  readonly conditions: string;
  /** Local time of the measurement, ISO 8601 without a zone. */
  readonly observedAt: string;
}

/** WMO code table 4677, as far as Open-Meteo uses it. */
const CONDITIONS: Readonly<Record<number, string>> = {
  0: "clear sky",
  1: "mainly clear",
  2: "partly cloudy",
  3: "overcast",
  45: "fog",
  48: "freezing fog",
  51: "light drizzle",
  53: "drizzle",
  55: "heavy drizzle",
  56: "freezing drizzle",
  57: "heavy freezing drizzle",
  61: "light rain",
  63: "rain",
  65: "heavy rain",
  66: "freezing rain",
  67: "heavy freezing rain",
  71: "light snow",
  73: "snow",
  75: "heavy snow",
  77: "snow grains",
  80: "light showers",
  81: "showers",
  82: "violent showers",
  85: "snow showers",
  86: "heavy snow showers",
  95: "thunderstorm",
  96: "thunderstorm with hail",
  99: "heavy thunderstorm with hail",
};

/** Open-Meteo's free weather service (open-meteo.com), which needs no key. */
export class OpenMeteo {
  private reachable: Promise<boolean> | undefined;

  /** Whether the service can be reached; asked once, then remembered. */
  isReachable(): Promise<boolean> {
    this.reachable ??= this.findPlace("Paris").then(
      (place) => place !== undefined,
      () => false,
    );
    return this.reachable;
  }

  /** @throws when the service cannot be reached within three seconds */
  async findPlace(name: string): Promise<Place | undefined> {
    const url = new URL("https://geocoding-api.open-meteo.com/v1/search");
    url.search = new URLSearchParams({ name, count: "1", language: "en", format: "json" }).toString();
    const { results } = (await getJson(url)) as { results?: Place[] };
    return results?.[0];
  }

  /** @throws when the service cannot be reached within three seconds */
  async current({ latitude, longitude }: Place): Promise<CurrentWeather> {
    const url = new URL("https://api.open-meteo.com/v1/forecast");
    url.search = new URLSearchParams({
      latitude: String(latitude),
      longitude: String(longitude),
      timezone: "auto",
      current: "temperature_2m,apparent_temperature,relative_humidity_2m,precipitation,weather_code,wind_speed_10m",
    }).toString();
    const { current } = (await getJson(url)) as { current: Record<string, number> & { time: string } };
    return {
      temperatureC: current.temperature_2m ?? NaN,
      feelsLikeC: current.apparent_temperature ?? NaN,
      humidityPercent: current.relative_humidity_2m ?? NaN,
      windKmh: current.wind_speed_10m ?? NaN,
      precipitationMm: current.precipitation ?? NaN,
      conditions: CONDITIONS[current.weather_code ?? -1] ?? "unknown conditions",
      observedAt: current.time,
    };
  }
}

async function getJson(url: URL): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) {
    throw new Error(`${url.hostname} answered ${response.status}`);
  }
  return response.json();
}
