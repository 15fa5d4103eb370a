export { type HttpFault, type HttpRemote, serveHttp } from './http-remote.ts';
export { makeScratch, type Scratch } from './scratch.ts';
