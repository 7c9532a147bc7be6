import { nearest } from '../procedure/nearest.js';
import type { Rule } from './rule.js';

/** What a handoff sends exists; personal data go only to a connector that may have them. */
export const sentData: Rule = ({ graph, procedure, organisation }, report) => {
  const fields = procedure.data?.properties ?? {};
  for (const { form, path } of graph.steps) {
    if (!('handoff' in form)) continue;
    const { to, send = {} } = form.handoff;
    const connectorId = procedure.parties[to]?.connector;
    const mayHave = connectorId === undefined ? undefined : organisation?.connectors?.[connectorId]?.mayHave;
    for (const [name, source] of Object.entries(send)) {
      const place = [...path, 'handoff', 'send', name];
      const fieldName = source.slice('data.'.length);
      const field = fields[fieldName];
      const near = nearest(fieldName, Object.keys(fields));
      if (!field) report('UNKNOWN_FIELD', place, { vi: `${source} không có trong data.properties`, en: `${source} is not in data.properties`, ...(near && { hint: { vi: `Ý bạn là "data.${near}"?`, en: `Did you mean "data.${near}"?` } }) });
      else if (field.personal && organisation && connectorId !== undefined && !mayHave?.includes('personal')) {
        report('PERSONAL_DATA_SENT', place, { vi: `${source} là dữ liệu cá nhân; kết nối ${connectorId} không được nhận`, en: `${source} is personal data; the connector ${connectorId} may not have it` });
      }
    }
  }
};
