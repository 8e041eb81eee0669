/** Views of a surface: where the first one is, and how they turn. */
import type { View } from './types.ts';

export const FIRST_VIEW: View = { turn: 30, tilt: 30 };
export const TILTS = [10, 90] as const;

/** Further round, in degrees; the turn goes on at the other end, the tilt stops. */
export function turned({ turn, tilt }: View, by: number, up: number): View {
  const round = (degrees: number) => ((((degrees + 180) % 360) + 360) % 360) - 180;
  return { turn: round(Math.round(turn + by)), tilt: Math.min(Math.max(Math.round(tilt + up), TILTS[0]), TILTS[1]) };
}
