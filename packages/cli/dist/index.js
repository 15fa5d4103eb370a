#!/usr/bin/env node
import { commandLine } from './weighbridge.js';

process.exitCode = await commandLine(process.argv.slice(2));
