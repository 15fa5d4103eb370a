import { action } from '../../packages/cli/dist/weighbridge.js';

await action('eval', 'post');
