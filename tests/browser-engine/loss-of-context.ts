export const loss = [];
