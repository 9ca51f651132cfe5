/** How busy something is at an hour of the day in [0, 24), UTC. Dimensionless; only its shape counts. */
export type DailyCurve = (hour: number) => number;

/** A bell around `centre`, both in hours, closed over midnight. Peak 1. */
const bell = (hour: number, centre: number, widthHours: number): number => {
  const apart = Math.abs(hour - centre);
  const distance = Math.min(apart, 24 - apart) / widthHours;
  return Math.exp(-0.5 * distance * distance);
};

/** A shop's day: quiet at night, two office peaks, one in the evening. The night keeps about a third of the peak. */
export const shopHours: DailyCurve = (hour) =>
  0.42 + 0.62 * bell(hour, 10.5, 2.2) + 0.6 * bell(hour, 15, 2.2) + 0.42 * bell(hour, 20, 1.6);

/** A shop's day with a batch that swells gently around 02:30. */
export const shopHoursWithBatch: DailyCurve = (hour) => shopHours(hour) + 0.45 * bell(hour, 2.5, 0.8);

/** What people do at work: next to nothing outside 07:00 to 19:00. */
export const officeHours: DailyCurve = (hour) => 0.01 + bell(hour, 10, 1.7) + bell(hour, 14.8, 1.8);

/** Machines that talk to each other whatever the hour, a little busier by day. */
export const nearlyFlat: DailyCurve = (hour) => 1 + 0.25 * bell(hour, 13, 4);

export const flat: DailyCurve = () => 1;

/** Runs between two hours of the night, easing in and out over half an hour, and is silent otherwise. */
export const nightJob =
  (fromHour: number, toHour: number): DailyCurve =>
  (hour) =>
    Math.max(0, Math.min(1, (hour - fromHour) * 2, (toHour - hour) * 2));
