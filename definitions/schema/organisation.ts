import { Type } from 'typebox';
import { closed, date, header, key, mapOf, oneOf, span, text } from './parts.js';

const optional = Type.Optional;

const agency = closed(
  {
    identifier: Type.String({
      pattern: '^[A-Z][0-9]{2}([.][0-9]{1,3}){0,3}$',
      description: 'Electronic identifier of the agency, as H56.12; part of dossier numbers.',
    }),
    kind: key,
    name: text,
    level: oneOf('province', 'commune', 'central'),
    parent: optional(key),
    oneStop: optional(
      Type.Unsafe<string>({
        ...key,
        description: 'The one-stop unit that gets a copy of what a centre of another level hands over to the agency.',
      }),
    ),
    area: optional(Type.Array(key, { minItems: 1, uniqueItems: true })),
    fields: optional(Type.Array(key, { minItems: 1, uniqueItems: true, description: 'Fields of competence; without it: all.' })),
  },
  { title: 'AgencyText' },
);
const unit = closed({ name: text, agency: key }, { title: 'UnitText' });
const role = closed(
  { name: text, leads: optional(Type.Boolean({ description: 'Leads its agency: sees its work and that of the agencies below it.' })) },
  { title: 'RoleText' },
);
/** A place in an agency: what an officer may do there, in which fields, on which days. */
const place = {
  agency: key,
  unit: optional(key),
  roles: Type.Array(key, { minItems: 1, uniqueItems: true }),
  fields: optional(Type.Array(key, { minItems: 1, uniqueItems: true, description: 'Fields of its dossiers; without it: all.' })),
  duty: optional(
    Type.Array(oneOf('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'), {
      minItems: 1,
      uniqueItems: true,
      description: 'Days of the week on duty until a roster says otherwise; without it: every working day.',
    }),
  ),
};
const alsoPost = closed(
  { ...place, from: optional(date), until: optional(Type.String({ ...date, description: 'Last day, YYYY-MM-DD.' })) },
  { title: 'AlsoText', description: 'A further post of the same officer, as a secondment with its last day.' },
);
const post = closed({ name: text, ...place, also: optional(Type.Array(alsoPost, { minItems: 1 })) }, { title: 'PostText' });
const keeping = closed(
  { length: Type.Integer({ minimum: 1, maximum: 600 }), unit: oneOf('months') },
  { title: 'KeepingText', description: 'How long is kept who saw which personal data.' },
);
const alerts = closed(
  {
    handOver: optional(Type.Unsafe({ ...span, description: 'A result that exists is handed over within this time.' })),
    takeUp: optional(
      Type.Unsafe({ ...span, description: 'A dossier handed to another agency is received, and taken up, within this time.' }),
    ),
  },
  { title: 'AlertsText', description: 'After what time something that stands still is an alert for the heads.' },
);
const connector = closed(
  {
    name: text,
    url: Type.String({ pattern: '^[A-Z][A-Z0-9_]*$', description: 'Environment variable that holds the base address.' }),
    mayHave: optional(
      Type.Array(oneOf('personal'), { minItems: 1, uniqueItems: true, description: 'personal: this system may be sent personal data.' }),
    ),
  },
  { title: 'ConnectorText' },
);

export const organisationSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...closed(
    {
      ...header('Organisation'),
      id: key,
      name: text,
      agencies: mapOf(agency, { minProperties: 1 }),
      roles: mapOf(role, { minProperties: 1 }),
      units: optional(mapOf(unit)),
      posts: mapOf(post, { minProperties: 1 }),
      connectors: optional(mapOf(connector)),
      alerts: optional(alerts),
      retention: optional(closed({ accessLog: keeping }, { title: 'RetentionText' })),
    },
    { title: 'OrganisationDefinition' },
  ),
};
