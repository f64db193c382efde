/** In which packages are made: of every file in them (ZIP knows no time before 1980, and writes the local time zone's). */
const env = { ...process.env, SOURCE_DATE_EPOCH: String(Date.UTC(1980, 0, 2) / 1000), TZ: "UTC" };

module.exports = { env };
