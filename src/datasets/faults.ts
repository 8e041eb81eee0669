/** What can go wrong between a request for images and the images, and what the reader is told. */
import { ReaderError } from '../core/failures.ts';
import type { ImageSetName } from '../core/experiment.ts';

export type Fault = 'unreachable' | 'refused' | 'missing' | 'page' | 'truncated' | 'damaged' | 'unreadable' | 'schema' | 'unsupported';

/** A fault with a developer's detail; the loader turns it into a ReaderError once it has tried again. */
export class DataFault extends Error {
  override readonly name = 'DataFault';
  constructor(
    readonly fault: Fault,
    detail: string,
    options?: { cause?: unknown },
  ) {
    super(detail, options);
  }
}

/** Faults that a second request may cure by itself: a dropped connection, a busy server, a spoilt entry of the cache. */
const PASSING: readonly Fault[] = ['unreachable', 'refused', 'truncated', 'damaged', 'unreadable'];

export const mayPass = (thrown: unknown): boolean => thrown instanceof DataFault && PASSING.includes(thrown.fault);

export const TITLES: Readonly<Record<ImageSetName, string>> = { mnist: 'MNIST digits', 'fashion-mnist': 'Fashion-MNIST pictures' };

const WHY: Readonly<Record<Fault, string>> = {
  unreachable: 'the connection failed. Check that you are online, then try again.',
  refused: 'the server is not able to answer at the moment. Wait a little, then try again.',
  missing: 'a file of theirs is not where it should be. Reload the page; if that does not help, this copy of the book is incomplete.',
  page: 'a web page came in place of the data. If your network asks you to sign in, do that first, then try again.',
  truncated: 'only a part of a file arrived. Try again.',
  damaged: 'a file arrived damaged, and was not used. Try again.',
  unreadable: 'the list of data files cannot be read. Try again; if that does not help, reload the page.',
  schema: 'the data on the server belong to another version of this book. Reload the page to get the version that fits.',
  unsupported: 'this browser is too old to unpack them. Update it, or read on in another one.',
};

/** What the reader is told when a set did not load. */
export const toReader = (fault: DataFault, set: ImageSetName): ReaderError =>
  new ReaderError('data', `The ${TITLES[set]} could not be loaded: ${WHY[fault.fault]}`, 'retry', { cause: fault });
