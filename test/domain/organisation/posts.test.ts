import { describe, expect, it } from '@jest/globals';
import { leads, withAllBelow } from '../../../domain/organisation/leading.js';
import { postsOf, postsOn, rolesAt } from '../../../domain/organisation/posts.js';
import type { AgencyText } from '../../../domain/procedure/definition.js';

const LAND_4 = postsOf({
  name: { vi: 'Chuyên viên biệt phái' },
  agency: 'branch',
  roles: ['officer'],
  also: [{ agency: 'centre', roles: ['receiver'], fields: ['land'], from: '2026-07-01', until: '2026-12-31' }],
});

describe('posts of an officer', () => {
  it('count on their days only, the first and the last included', () => {
    const at = (day: string) => postsOn(LAND_4, day).map(({ agency }) => agency);
    expect(at('2026-06-30')).toEqual(['branch']);
    expect(at('2026-07-01')).toEqual(['branch', 'centre']);
    expect(at('2026-12-31')).toEqual(['branch', 'centre']);
    expect(at('2027-01-01')).toEqual(['branch']);
  });

  it('give roles at an agency, for dossiers of their fields', () => {
    expect(rolesAt(LAND_4, 'centre', 'land')).toEqual(['receiver']);
    expect(rolesAt(LAND_4, 'centre', 'construction')).toEqual([]);
    expect(rolesAt(LAND_4, 'branch', 'construction')).toEqual(['officer']);
    const desks = [
      { agency: 'centre', roles: ['receiver'], fields: ['land'] },
      { agency: 'centre', roles: ['receiver', 'returner'] },
    ];
    expect(rolesAt(desks, 'centre', 'land')).toEqual(['receiver', 'returner']);
  });
});

describe('who leads', () => {
  const agency = (parent?: string): AgencyText => ({
    identifier: 'H1',
    kind: 'k',
    level: 'commune',
    name: { vi: 'x' },
    ...(parent && { parent }),
  });
  const agencies = { committee: agency(), centre: agency('committee'), hall: agency('centre'), branch: agency() };

  it('is said of the role, and reaches all agencies below', () => {
    const roles = { leader: { name: { vi: 'Chủ tịch' }, leads: true }, clerk: { name: { vi: 'Văn thư' } } };
    expect(leads({ roles }, { roles: ['clerk', 'leader'] })).toBe(true);
    expect(leads({ roles }, { roles: ['clerk', 'constructor'] })).toBe(false);
    expect(withAllBelow({ agencies }, 'committee')).toEqual(['committee', 'centre', 'hall']);
    expect(withAllBelow({ agencies }, 'branch')).toEqual(['branch']);
  });
});
