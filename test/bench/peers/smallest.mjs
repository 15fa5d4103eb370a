import { getInput, info } from '@actions/core';

info(`hello, ${getInput('who') || 'world'}`);
