// The build without Redis, which Octokit's plugins use too, comes without types of its own.
declare module 'bottleneck/light.js' {
  import Bottleneck from 'bottleneck';
  // biome-ignore lint/style/noDefaultExport: it is how the package exports itself.
  export default Bottleneck;
}
