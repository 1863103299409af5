import { Worker, isMainThread, workerData } from "node:worker_threads";

// Typst compiles synchronously, so the main thread cannot watch itself: a thread ends the process when one document takes too
// long, or when the app that started it is gone and nobody else would.
if (!isMainThread) {
  const { state, parent } = workerData;
  setInterval(() => {
    const begun = Atomics.load(state, 0);
    const late = begun !== 0n && BigInt(Date.now()) - begun > Atomics.load(state, 1);
    if (late || process.ppid !== parent) process.kill(process.pid, "SIGKILL");
  }, 1000);
}

export function watch(limit) {
  const state = new BigInt64Array(new SharedArrayBuffer(16));
  state[1] = BigInt(limit);
  const options = { workerData: { state, parent: process.ppid }, resourceLimits: { maxOldGenerationSizeMb: 8 } };
  new Worker(new URL(import.meta.url), options).unref();
  return {
    begin: () => Atomics.store(state, 0, BigInt(Date.now())),
    end: () => Atomics.store(state, 0, 0n),
  };
}
