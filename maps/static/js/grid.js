// Positions in the notations of readers: degrees, minutes and seconds, and MGRS. UTM by Krüger's series to the fourth
// order in the third flattening (Karney 2011, doi:10.1007/s00190-011-0445-3): within 0.1 mm in its zone.

const WIDE = 6378137;
const FLAT = 1 / 298.257223563;
const THIRD = FLAT / (2 - FLAT);
const RECTIFYING = (WIDE / (1 + THIRD)) * (1 + THIRD ** 2 / 4 + THIRD ** 4 / 64 + THIRD ** 6 / 256);
const ALPHAS = [
  THIRD / 2 - (2 * THIRD ** 2) / 3 + (5 * THIRD ** 3) / 16 + (41 * THIRD ** 4) / 180,
  (13 * THIRD ** 2) / 48 - (3 * THIRD ** 3) / 5 + (557 * THIRD ** 4) / 1440,
  (61 * THIRD ** 3) / 240 - (103 * THIRD ** 4) / 140,
  (49561 * THIRD ** 4) / 161280,
];
const SCALE = 0.9996;
const BANDS = "CDEFGHJKLMNPQRSTUVWXX";
const ROW_LETTERS = "ABCDEFGHJKLMNPQRSTUV";
const COLUMN_LETTERS = ["ABCDEFGH", "JKLMNPQR", "STUVWXYZ"];

/**
 * A position on the grid of NATO, to the metre; null beyond 84° north and 80° south.
 * @param {number} lat @param {number} lon degrees
 * @returns {string | null} such as 37S DT 64499 07430
 */
export function mgrs(lat, lon) {
  if (lat < -80 || lat > 84) return null;
  const zone = zoneOf(lat, lon);
  const { easting, northing } = utm(lat, lon, zone);
  const band = BANDS[Math.floor((lat + 80) / 8)];
  const column = COLUMN_LETTERS[(zone - 1) % 3][Math.floor(easting / 100_000) - 1];
  const row = ROW_LETTERS[(Math.floor(northing / 100_000) + (zone % 2 ? 0 : 5)) % 20];
  const rest = (/** @type {number} */ metres) => String(Math.floor(metres % 100_000)).padStart(5, "0");
  return `${zone}${band} ${column}${row} ${rest(easting)} ${rest(northing)}`;
}

/**
 * A position in degrees, minutes and seconds, to a tenth of a second.
 * @param {number} lat @param {number} lon degrees
 */
export function degreesMinutesSeconds(lat, lon) {
  return `${sexagesimal(lat)}${lat < 0 ? "S" : "N"} ${sexagesimal(lon)}${lon < 0 ? "W" : "E"}`;
}

/** @param {number} degrees */
function sexagesimal(degrees) {
  const tenths = Math.round(Math.abs(degrees) * 36_000);
  const [whole, minutes, seconds] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60, (tenths % 600) / 10];
  return `${whole}°${String(minutes).padStart(2, "0")}′${seconds.toFixed(1).padStart(4, "0")}″`;
}

/** The zone of a position, Norway's and Svalbard's exceptions included. @param {number} lat @param {number} lon */
function zoneOf(lat, lon) {
  const plain = (Math.floor((lon + 180) / 6) % 60) + 1;
  if (lat >= 56 && lat < 64 && lon >= 3 && lon < 12) return 32;
  if (lat < 72 || lon < 0 || lon >= 42) return plain;
  return lon < 9 ? 31 : lon < 21 ? 33 : lon < 33 ? 35 : 37;
}

/** @param {number} lat @param {number} lon @param {number} zone */
function utm(lat, lon, zone) {
  const middle = zone * 6 - 183;
  const turn = ((((lon - middle + 180) % 360) + 360) % 360 - 180) * (Math.PI / 180);
  const sine = Math.sin(lat * (Math.PI / 180));
  const eccentricity = Math.sqrt(FLAT * (2 - FLAT));
  const conformal = Math.sinh(Math.atanh(sine) - eccentricity * Math.atanh(eccentricity * sine));
  const xi = Math.atan2(conformal, Math.cos(turn));
  const eta = Math.asinh(Math.sin(turn) / Math.hypot(conformal, Math.cos(turn)));
  let [north, east] = [xi, eta];
  ALPHAS.forEach((alpha, index) => {
    const times = 2 * (index + 1);
    north += alpha * Math.sin(times * xi) * Math.cosh(times * eta);
    east += alpha * Math.cos(times * xi) * Math.sinh(times * eta);
  });
  return { easting: 500_000 + SCALE * RECTIFYING * east, northing: SCALE * RECTIFYING * north + (lat < 0 ? 10_000_000 : 0) };
}
