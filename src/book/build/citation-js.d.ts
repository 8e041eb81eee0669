/** The little that the book uses of citation-js, which comes without types. */
declare module '@citation-js/core' {
  interface InputOptions {
    readonly forceType?: string;
    readonly generateGraph?: boolean;
  }
  export const plugins: { readonly input: { chain(text: string, options: InputOptions): unknown; chainLink(text: string, options: InputOptions): unknown } };
}
declare module '@citation-js/plugin-bibtex';
