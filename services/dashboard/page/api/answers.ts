import type { components } from '../../../../schemas/generated/api';

/** Answers by their names in the OpenAPI document. */
export type Schemas = components['schemas'];
export type Stickiness = Schemas['StickinessResponse'];
export type StickinessDay = Schemas['StickinessDay'];
export type Breakdown = Schemas['BreakdownResponse'];
