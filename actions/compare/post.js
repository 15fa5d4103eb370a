import { action } from '../../packages/cli/dist/weighbridge.js';

await action('compare', 'post');
