import { Type } from 'typebox';
import { closed, header, key, mapOf, oneOf, text } from './parts.js';

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
    area: optional(Type.Array(key, { minItems: 1, uniqueItems: true })),
    fields: optional(Type.Array(key, { minItems: 1, uniqueItems: true, description: 'Fields of competence; without it: all.' })),
  },
  { title: 'AgencyText' },
);
const unit = closed({ name: text, agency: key }, { title: 'UnitText' });
const post = closed(
  { name: text, agency: key, unit: optional(key), roles: Type.Array(key, { minItems: 1, uniqueItems: true }) },
  { title: 'PostText' },
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
      roles: mapOf(closed({ name: text }, { title: 'RoleText' }), { minProperties: 1 }),
      units: optional(mapOf(unit)),
      posts: mapOf(post, { minProperties: 1 }),
      connectors: optional(mapOf(connector)),
    },
    { title: 'OrganisationDefinition' },
  ),
};
