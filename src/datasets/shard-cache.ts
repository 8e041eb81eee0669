/** Decoded shards by file name, the least recently used one dropped first when they grow past a limit. */
import type { Shard } from './shard.ts';

const sizeOf = ({ images, labels }: Shard): number => images.byteLength + labels.byteLength;

export class ShardCache {
  #shards = new Map<string, Shard>(); // a Map remembers insertion order: oldest first
  #bytes = 0;

  /** `limit` in bytes. */
  constructor(readonly limit: number) {}

  get bytes(): number {
    return this.#bytes;
  }

  get(file: string): Shard | undefined {
    const shard = this.#shards.get(file);
    if (shard) {
      this.#shards.delete(file);
      this.#shards.set(file, shard);
    }
    return shard;
  }

  set(file: string, shard: Shard): void {
    this.#drop(file);
    this.#shards.set(file, shard);
    this.#bytes += sizeOf(shard);
    for (const oldest of this.#shards.keys()) {
      if (this.#bytes <= this.limit) break;
      this.#drop(oldest);
    }
  }

  #drop(file: string): void {
    const shard = this.#shards.get(file);
    if (!shard) return;
    this.#shards.delete(file);
    this.#bytes -= sizeOf(shard);
  }
}
