import { interlinkOffice, registerNumber } from '../../simulator/interlink-office.js';
import { startSimulator, type StartSimulator } from '../../simulator/start.js';
import { toWireTime } from '../../wire-time.js';
import { CIVIL_STATUS } from '../mapping.js';

/** The simulated civil-status system: registers the birth and issues the child's personal number. */
export const start: StartSimulator = (options) =>
  startSimulator(
    interlinkOffice(
      CIVIL_STATUS.name,
      ({ hoTich }) => (hoTich as { nksHoTen: string }).nksHoTen,
      (question) => ({
        ...{ soGiayKhaiSinh: registerNumber(question), quyenSo: '01', ngayDangKy: toWireTime(question.now) },
        soDinhDanh: String(99_226_000_000 + question.serial).padStart(12, '0'),
      }),
    ),
    CIVIL_STATUS,
    options,
  );
