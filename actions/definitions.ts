import { commentAction } from './comment/action.ts';
import { compareAction } from './compare/action.ts';
import { evalAction } from './eval/action.ts';
import { gateAction } from './gate/action.ts';
import { planAction } from './plan/action.ts';
import { recordAction } from './record/action.ts';
import { weighbridgeAction } from './weighbridge/action.ts';

/** Every action: action.yml and the tables of its README follow from its definition. */
export const definitions = [
  weighbridgeAction,
  planAction,
  evalAction,
  compareAction,
  commentAction,
  gateAction,
  recordAction,
] as const;
