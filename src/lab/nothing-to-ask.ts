/** A probe came before, or after, there was something to ask. */
import { ReaderError } from '../core/failures.ts';

export const nothingToAsk = (): ReaderError => new ReaderError('data', 'There is no trained network to ask yet. Run the experiment first.', 'retry');
