/**
 * Takes from the functions of this process the names that tsx gives each of them whenever it is made, a thousandth of a
 * millisecond for every arrow: certified by the thousand, that comes to a part in twenty of all. Nobody reads a stack
 * here, which is what they are for. Imported behind tsx, whose modules it passes on.
 */
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const naming = /var __name=\(target,value\)=>__defProp\(target,"name",\{value,configurable:(?:true|!0)\}\);/;

if (isMainThread) register(import.meta.url);

/** Node's hook, which runs in a thread of its own. */
export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context);
  if (loaded.format !== 'module' || loaded.source == null) return loaded;
  return { ...loaded, source: String(loaded.source).replace(naming, 'var __name=(target)=>target;') };
}
