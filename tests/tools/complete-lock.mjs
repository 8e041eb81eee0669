/**
 * `node tests/tools/complete-lock.mjs`: run it after a change of dependencies. A registry that does not carry the builds of
 * some tools for other systems makes npm leave those out of package-lock.json, and then `npm ci` refuses the file on every
 * system. This adds the entries that are missing: names and exact versions stand in the tools' own optional dependencies.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = 'package-lock.json';
const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const { packages } = lock;
const added = [];
for (const [parent, { optionalDependencies = {}, dev, engines }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const place = `node_modules/${name}`;
    if (packages[place] || packages[`${parent}/${place}`] || !/^\d/.test(version)) continue;
    const words = name.split('/').at(-1).split('-');
    const os = SYSTEMS.filter((s) => words.includes(s));
    const cpu = PROCESSORS.filter((p) => words.includes(p));
    if (os.length !== 1 || cpu.length !== 1) throw new Error(`${name}: for which system is it?`);
    const libc = os[0] !== 'linux' ? undefined : words.some((w) => w.startsWith('musl')) ? ['musl'] : ['glibc'];
    packages[place] = { version, cpu, ...(dev ? { dev } : {}), ...(libc ? { libc } : {}), optional: true, os, ...(engines ? { engines } : {}) };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} entries added`);
