import { customerCustomFieldFaults } from './customers-add-custom-fields.ts';
import { customerAddFieldFaults } from './customers-add-fields.ts';
import { customerNameFaults } from './customers-add-names.ts';
import { customerAddRefusalFaults } from './customers-add-refusals.ts';
import { customerRelationFaults } from './customers-add-relations.ts';
import { customerAddFaults } from './customers-add.ts';
import { customerBesideFaults } from './customers-beside.ts';
import { customerDeleteFaults } from './customers-delete.ts';
import { customerFilterTogetherFaults } from './customers-filters-together.ts';
import { customerFilterFaults } from './customers-filter.ts';
import { customerListFaults } from './customers-list.ts';
import { customerPageFaults } from './customers-pages.ts';
import { customerShownFaults } from './customers-shown.ts';
import { customerTextFaults } from './customers-texts.ts';
import { customerTogetherFaults } from './customers-together.ts';
import { customerUnlinkBesideFaults } from './customers-unlink-beside.ts';
import { customerUnlinkFaults } from './customers-unlink.ts';
import { customerUpdateFieldFaults } from './customers-update-fields.ts';
import { customerUpdateRefusalFaults } from './customers-update-refusals.ts';
import { customerUpdateFaults } from './customers-update.ts';
import { customerAlikeFaults } from './customers-alike.ts';
import { sideEffectFaults } from './side-effects.ts';
import type { Fault } from './fault.ts';
import { customerKeptFaults } from './records-kept.ts';

/** Defects around customers, in the order of the catalogue. */
export const customerFaults: readonly Fault[] = [
  ...customerAddFaults,
  ...customerNameFaults,
  ...customerAddFieldFaults,
  ...customerRelationFaults,
  ...customerCustomFieldFaults,
  ...customerAddRefusalFaults,
  ...customerUpdateFaults,
  ...customerUpdateFieldFaults,
  ...customerUpdateRefusalFaults,
  ...customerTextFaults,
  ...customerUnlinkFaults,
  ...customerUnlinkBesideFaults,
  ...customerDeleteFaults,
  ...customerBesideFaults,
  ...customerTogetherFaults,
  ...customerListFaults,
  ...customerPageFaults,
  ...customerShownFaults,
  ...customerFilterFaults,
  ...customerFilterTogetherFaults,
  ...customerAlikeFaults,
  ...sideEffectFaults,
  ...customerKeptFaults,
];
