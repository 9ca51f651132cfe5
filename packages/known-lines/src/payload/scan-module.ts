/** What `assembly/index.ts` exports. Places are indexes into its memory, which is another after `room` made it larger. */
export interface ScanModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  open(seed: number): void;
  room(length: number): number;
  scan(length: number, from: number): number;
  rowsAt(): number;
  timesAt(): number;
  spansAt(): number;
  /** 1 or 0, as the assembly has truth. */
  hasRisingIds(): number;
  hasSuspects(): number;
}

/** As much of WebAssembly as is used; Node has it, but its types are those of browsers. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

let compiled: object | undefined;

/** A scanner with a memory of its own. Loaded and compiled once for a process, when it is first asked for. */
export const openScanModule = async (seed: number): Promise<ScanModule> => {
  const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;
  compiled ??= new Module(Buffer.from((await import('./scan-assembly.ts')).scanAssembly, 'base64'));
  const scanner = new Instance(compiled, {}).exports as ScanModule;
  scanner.open(seed);
  return scanner;
};
