// Distances on the WGS 84 ellipsoid. Vincenty's direct solution (1975, Survey Review 23, 88-93): within 0.1 mm of
// Karney's over the distances drawn here.

const A = 6378137;
const F = 1 / 298.257223563;
const B = A * (1 - F);
const RAD = Math.PI / 180;

/**
 * The point at a distance and an azimuth from another.
 * @param {number} lat degrees @param {number} lon degrees
 * @param {number} azimuth degrees clockwise from north @param {number} distance metres
 * @returns {[number, number]} latitude and longitude in degrees
 */
export function destination(lat, lon, azimuth, distance) {
  const sinAzimuth = Math.sin(azimuth * RAD);
  const cosAzimuth = Math.cos(azimuth * RAD);
  const tanU1 = (1 - F) * Math.tan(lat * RAD);
  const cosU1 = 1 / Math.hypot(1, tanU1);
  const sinU1 = tanU1 * cosU1;
  const sigma1 = Math.atan2(tanU1, cosAzimuth);
  const sinAlpha = cosU1 * sinAzimuth;
  const cosSquared = 1 - sinAlpha ** 2;
  const u = (cosSquared * (A ** 2 - B ** 2)) / B ** 2;
  const bigA = 1 + (u / 16384) * (4096 + u * (-768 + u * (320 - 175 * u)));
  const bigB = (u / 1024) * (256 + u * (-128 + u * (74 - 47 * u)));
  let sigma = distance / (B * bigA);
  let cosMiddle = 0;
  for (let step = 0; step < 50; step += 1) {
    cosMiddle = Math.cos(2 * sigma1 + sigma);
    const sin = Math.sin(sigma);
    const square = cosMiddle ** 2;
    const inner = Math.cos(sigma) * (2 * square - 1) - (bigB / 6) * cosMiddle * (4 * sin ** 2 - 3) * (4 * square - 3);
    const next = distance / (B * bigA) + bigB * sin * (cosMiddle + (bigB / 4) * inner);
    const done = Math.abs(next - sigma) < 1e-13;
    sigma = next;
    if (done) break;
  }
  cosMiddle = Math.cos(2 * sigma1 + sigma);
  const sin = Math.sin(sigma);
  const cos = Math.cos(sigma);
  const toPole = sinU1 * sin - cosU1 * cos * cosAzimuth;
  const lat2 = Math.atan2(sinU1 * cos + cosU1 * sin * cosAzimuth, (1 - F) * Math.hypot(sinAlpha, toPole));
  const lambda = Math.atan2(sin * sinAzimuth, cosU1 * cos - sinU1 * sin * cosAzimuth);
  const c = (F / 16) * cosSquared * (4 + F * (4 - 3 * cosSquared));
  const along = sigma + c * sin * (cosMiddle + c * cos * (2 * cosMiddle ** 2 - 1));
  return [lat2 / RAD, lon + (lambda - (1 - c) * F * sinAlpha * along) / RAD];
}

/**
 * The geodesic between two points, after Vincenty as above: to 0.5 mm, but for points nearly opposite each other on the
 * Earth, where his solution does not settle and the sphere's answer, within 0.6 %, is given.
 * @param {number} lat1 @param {number} lon1 @param {number} lat2 @param {number} lon2 degrees
 * @returns {{distance: number, azimuth: number}} metres, and degrees clockwise from north at the first point
 */
export function inverse(lat1, lon1, lat2, lon2) {
  const reduced = (/** @type {number} */ lat) => Math.atan((1 - F) * Math.tan(lat * RAD));
  const [u1, u2] = [reduced(lat1), reduced(lat2)];
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  const apart = ((((lon2 - lon1 + 180) % 360) + 360) % 360 - 180) * RAD;
  let lambda = apart;
  for (let step = 0; step < 60; step += 1) {
    const [sinLambda, cosLambda] = [Math.sin(lambda), Math.cos(lambda)];
    const sinSigma = Math.hypot(cosU2 * sinLambda, cosU1 * sinU2 - sinU1 * cosU2 * cosLambda);
    if (sinSigma === 0) return { distance: 0, azimuth: 0 };
    const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cosU1 * cosU2 * sinLambda) / sinSigma;
    const cosSquared = 1 - sinAlpha ** 2;
    const cosMiddle = cosSquared > 1e-12 ? cosSigma - (2 * sinU1 * sinU2) / cosSquared : 0;
    const c = (F / 16) * cosSquared * (4 + F * (4 - 3 * cosSquared));
    const before = lambda;
    lambda = apart + (1 - c) * F * sinAlpha * (sigma + c * sinSigma * (cosMiddle + c * cosSigma * (2 * cosMiddle ** 2 - 1)));
    if (Math.abs(lambda - before) > 1e-13) continue;
    const square = (cosSquared * (A ** 2 - B ** 2)) / B ** 2;
    const bigA = 1 + (square / 16384) * (4096 + square * (-768 + square * (320 - 175 * square)));
    const bigB = (square / 1024) * (256 + square * (-128 + square * (74 - 47 * square)));
    const shift = bigB * sinSigma * (cosMiddle + (bigB / 4) * (cosSigma * (2 * cosMiddle ** 2 - 1) - (bigB / 6) * cosMiddle * (4 * sinSigma ** 2 - 3) * (4 * cosMiddle ** 2 - 3)));
    const azimuth = Math.atan2(cosU2 * Math.sin(lambda), cosU1 * sinU2 - sinU1 * cosU2 * Math.cos(lambda)) / RAD;
    return { distance: B * bigA * (sigma - shift), azimuth: (azimuth + 360) % 360 };
  }
  return { distance: roughDistance(lat1, lon1, lat2, lon2), azimuth: roughAzimuth(lat1, lon1, lat2, lon2) };
}

/** @param {number} lat1 @param {number} lon1 @param {number} lat2 @param {number} lon2 */
function roughAzimuth(lat1, lon1, lat2, lon2) {
  const turn = (lon2 - lon1) * RAD;
  const east = Math.sin(turn) * Math.cos(lat2 * RAD);
  const north = Math.cos(lat1 * RAD) * Math.sin(lat2 * RAD) - Math.sin(lat1 * RAD) * Math.cos(lat2 * RAD) * Math.cos(turn);
  return (Math.atan2(east, north) / RAD + 360) % 360;
}

/**
 * The ring of a disc, drawn to scale wherever it lies.
 * @param {number} lat @param {number} lon @param {number} radius metres
 * @param {number} [corners]
 * @returns {[number, number][]}
 */
export function disc(lat, lon, radius, corners = 96) {
  return Array.from({ length: corners }, (_, corner) => destination(lat, lon, (360 * corner) / corners, radius));
}

/**
 * The distance between two points on a sphere of the Earth's mean radius: within 0.6 %, for printing in whole kilometres.
 * @param {number} lat1 @param {number} lon1 @param {number} lat2 @param {number} lon2
 * @returns {number} metres
 */
export function roughDistance(lat1, lon1, lat2, lon2) {
  const h = Math.sin(((lat2 - lat1) * RAD) / 2) ** 2
    + Math.cos(lat1 * RAD) * Math.cos(lat2 * RAD) * Math.sin(((lon2 - lon1) * RAD) / 2) ** 2;
  return 2 * 6371009 * Math.asin(Math.min(1, Math.sqrt(h)));
}
