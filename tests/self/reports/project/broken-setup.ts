export default function brokenSetup(): never {
  throw new Error('The target refuses the credentials.');
}
