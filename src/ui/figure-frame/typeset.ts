/** Numbers stay with their units and signs at the end of a line: "15 %", "2.4 s", "φ = 60°". */
const FIRM = '\u00a0';

export const typeset = (text: string): string => text.replace(/(?<=\d) (?=%|m?s\b|[=<>≤≥] )|(?<=[=<>≤≥]) (?=[\d−])|(?<=[\p{L}\d]) (?=[=<>≤≥] )/gu, FIRM);
