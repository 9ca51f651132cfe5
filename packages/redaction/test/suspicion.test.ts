import { describe, expect, it } from '@jest/globals';
import { isSuspicious, redact } from '@bellwether/redaction';

describe('the first look at a text', () => {
  it.each([
    ['a word that ends like the name of a secret', 'HBM brightnessIn =38'],
    ['an address of four groups like those of a number of Brazil', 'connection from 210.118.170.95 closed'],
    ['a sum', 'Input split: hdfs://10.10.34.11:9000/2kSOSP.log:21876+7292'],
    ['names with points six characters apart', 'START com.tencent.video.player.activity.PlayerActivity on display 0'],
  ])('passes %s', (_, text) => {
    expect(isSuspicious(text)).toBe(false);
  });

  it.each([
    ['the name alone', 'sin = 046454286'],
    ['the name as a word of a longer one', 'userSin: 046454286'],
    ['the name behind an escape', String.raw`done\nsin: 046454286`],
    ['the end of a longer word, where the table says so', 'mydbpass=hunter22'],
    ['a number of Brazil', 'cpf 529.982.247-25'],
    ['a telephone number behind an escape', String.raw`call\n+41 44 668 18 00`],
    [
      'a token between two points',
      `M${'q7K2zD9mX4'.repeat(3).slice(0, 23)}.q7K2zD.${'q7K2zD9mX4'.repeat(3).slice(0, 27)}`,
    ],
  ])('stops at %s, which is taken out', (_, text) => {
    expect(isSuspicious(text)).toBe(true);
    expect(redact(text).text).toContain('[redacted:');
  });
});
