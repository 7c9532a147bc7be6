import { interlinkOffice, registerNumber } from '../../simulator/interlink-office.js';
import { startSimulator, type StartSimulator } from '../../simulator/start.js';
import { toWireTime } from '../../wire-time.js';
import { INSURANCE } from '../mapping.js';

const SIX_YEARS = 6 * 365.25 * 86_400_000;

/** The simulated social-insurance agency: cards of the group of children under six (`TE`). */
export const start: StartSimulator = (options) =>
  startSimulator(
    interlinkOffice(
      INSURANCE.name,
      ({ hoTen }) => hoTen,
      (question) => ({
        ...{ soHoSoBHXH: registerNumber(question), hanSuDung: toWireTime(question.now + SIX_YEARS).slice(0, 8) },
        soTheBHYT: `TE1992${String(question.serial).padStart(9, '0')}`,
      }),
    ),
    INSURANCE,
    options,
  );
