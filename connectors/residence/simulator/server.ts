import { interlinkOffice, registerNumber } from '../../simulator/interlink-office.js';
import { startSimulator, type StartSimulator } from '../../simulator/start.js';
import { toWireTime } from '../../wire-time.js';
import { RESIDENCE } from '../mapping.js';

/** The simulated residence system of the police. */
export const start: StartSimulator = (options) =>
  startSimulator(
    interlinkOffice(
      RESIDENCE.name,
      ({ hoTen }) => hoTen,
      (question) => ({
        ...{ soThongBao: registerNumber(question), ngayDangKy: toWireTime(question.now) },
        soHoSoCuTru: `CT-${String(question.serial).padStart(6, '0')}`,
      }),
    ),
    RESIDENCE,
    options,
  );
