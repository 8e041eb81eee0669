/** Plain data and typed arrays as text. The page needs only the inverse, `fromText`, so this stands by itself. */
import { ARRAYS } from './recordings.ts';

/** −0 has no sign in JSON. */
const wordOf = (x: number) => (Object.is(x, -0) ? '-0' : String(x));

/** JSON text in which typed arrays are written as base64 and NaN, ∞, −0 as words. */
export function toText(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (_key, x: unknown) => {
      if (typeof x === 'number' && (!Number.isFinite(x) || Object.is(x, -0))) return { $number: wordOf(x) };
      for (const [name, type] of Object.entries(ARRAYS)) {
        if (x instanceof type) return { $array: name, base64: toBase64(new Uint8Array(x.buffer, x.byteOffset, x.byteLength)) };
      }
      return x;
    },
    indent,
  );
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary);
}
