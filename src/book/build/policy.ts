/**
 * What a page may load and run, as a content security policy: files of its own address and nothing else. Every built page
 * carries it as a meta tag; hosts that send headers get it, with a few more, as `_headers` in the form that Netlify,
 * Cloudflare Pages and our own server (`src/cli/serve.mjs`) read.
 */

const DIRECTIVES: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  // the engine and our kernels are WebAssembly; neither eval nor scripts in the page
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self'",
  // typeset formulas and drawings on the server's pages are placed by style attributes
  'style-src-attr': "'unsafe-inline'",
  // digits are drawn as data: addresses, pictures to take away as blob: ones
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

/** Nothing about framing: figures may be embedded by anyone, and a meta tag could not say it. */
export const POLICY = Object.entries(DIRECTIVES)
  .map((directive) => directive.join(' '))
  .join('; ');

/** The text of `_headers` for a book that is served under `base`. */
export const headersFile = (base: string): string => `${base}*
  Content-Security-Policy: ${POLICY}
  X-Content-Type-Options: nosniff
  Referrer-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()

${base}assets/*
  Cache-Control: public, max-age=31536000, immutable
`;
