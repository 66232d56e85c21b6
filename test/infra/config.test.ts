import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assumedAdverseRules } from '../../functions/domain/conditionality.ts';
import { checkConfig, configOf, stages } from '../../infra/config.ts';
import { configFor, officeDecisions } from './stacks.ts';

describe('stage configuration', () => {
  it('asks for a stage that it knows', () => {
    expect(() => configOf(undefined)).toThrow('--context stage=<local|dev|prod>');
    expect(() => configOf('test')).toThrow('--context stage=');
  });

  it.each(stages)('holds for stage %s', (stage) => {
    expect(configFor(stage).stage).toBe(stage);
  });

  it('lets only the local stage take a user attribute for a federated provider', () => {
    expect(stages.filter((stage) => configFor(stage).trustIdpAttribute)).toEqual(['local']);
    expect(() => checkConfig({ ...configFor('dev'), trustIdpAttribute: true })).toThrow('trustIdpAttribute');
  });

  it("has no password sign-up in production, where citizens come by the region's gateway", () => {
    const prod = configFor('prod');
    expect(prod.passwordSignUp).toBe(false);
    expect(() => checkConfig({ ...prod, oidcProvider: undefined })).toThrow('oidcProvider');
  });

  it.each([
    ['portalUrl', { portalUrl: 'http://did.regione.example' }],
    ['apiDomain', { apiDomain: undefined }],
    ['retainData', { retainData: false }],
    ['throttling', { throttling: { ratePerSecond: 100, burst: 2000 } }],
    ['mail', { mail: { name: 'DID', from: 'nobody', replyTo: 'a@b.example', verified: true } }],
    ['unknown', { unknown: 1 }],
  ])('refuses outside the local stage what breaks the rule on %s', (name, changes) => {
    expect(() => checkConfig({ ...configFor('dev'), ...changes })).toThrow(name);
  });

  it('names every fault at once', () => {
    const wrong = { ...configFor('dev'), trustIdpAttribute: true, retainData: false };
    expect(() => checkConfig(wrong)).toThrow(/trustIdpAttribute[\s\S]*retainData/);
  });
});

describe('adverse terms that no source gives', () => {
  const assumed = assumedAdverseRules('lombardia-2017');

  it('keep prod from starting, each by its name', () => {
    expect(assumed.length).toBeGreaterThan(0);
    for (const rule of assumed) expect(() => configOf('prod')).toThrow(rule);
    expect(() => configOf('prod')).toThrow('--context adverseTerms=<file>');
  });

  it('let local and dev start, which bind nobody', () => {
    expect(configOf('local').adverseTerms).toEqual({});
    expect(configOf('dev').adverseTerms).toEqual({});
  });

  it('let prod start once the office has decided every one of them', () => {
    expect(Object.keys(configOf('prod', { adverseTermsFile: officeDecisions }).adverseTerms)).toEqual(assumed);
  });

  it('are not decided by copying the example of the README, which names every one of them', () => {
    const [, json = ''] =
      /cat > decisions\.json <<'END'\n(\{[\s\S]*?\n\})\nEND/.exec(readFileSync('README.md', 'utf8')) ?? [];
    const copied: unknown = JSON.parse(json);
    expect(Object.keys(Object(copied)).sort()).toEqual([...assumed].sort());
    expect(() => checkConfig({ ...configFor('prod'), adverseTerms: copied })).toThrow('legalBasis');
  });

  it('are not decided by an empty act, nor by one about another rule', () => {
    const prod = configFor('prod');
    const [rule] = assumed;
    expect(() => checkConfig({ ...prod, adverseTerms: { [String(rule)]: { legalBasis: '' } } })).toThrow('legalBasis');
    const other = { ...prod.adverseTerms, 'no.such.term': { legalBasis: 'D.D. 1/2027 della Regione' } };
    expect(() => checkConfig({ ...prod, adverseTerms: other })).toThrow('no.such.term');
  });
});
