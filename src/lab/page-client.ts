/** The page's one client: all its sessions share a worker. */
import { browserWorld } from './browser-world.ts';
import { Client } from './client.ts';

let client: Client | undefined;

export const pageClient = (): Client => (client ??= new Client(browserWorld));
