#!/usr/bin/env node
import { existsSync } from 'node:fs';

const bundle = new URL('../dist/bellwether.mjs', import.meta.url);
if (!existsSync(bundle)) {
  console.error('bellwether is not built yet. Run: npm run build');
  process.exit(2);
}
await import(bundle.href);
