export const id = 697;
export const ids = [697];
export const modules = {

/***/ 1916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = __webpack_unused_export__ = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
__webpack_unused_export__ = closest;


/***/ }),

/***/ 1697:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readPolicy: () => (/* binding */ readPolicy)
});

// EXTERNAL MODULE: ./packages/contract/build/failure.js
var failure = __webpack_require__(4625);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/nearest.js

/** The known name that was probably meant: one edit away, or two in a name of five letters or more. */
function nearest(written, known) {
    const lower = written.toLowerCase().replaceAll('-', '_');
    let best;
    let fewest = Math.min(3, Math.max(2, Math.ceil(written.length / 2)));
    for (const name of known) {
        const edits = (0,mod/* distance */.Io)(lower, name);
        if (edits < fewest) {
            best = name;
            fewest = edits;
        }
    }
    return best;
}

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/node.js
function mapNode(entries, at) {
    let size = 1;
    for (const entry of entries.values()) {
        size += entry.value.size;
    }
    return { kind: 'map', entries, at, size };
}
/** The value as plain data, as JSON would hold it. */
function plainValue(node) {
    switch (node.kind) {
        case 'scalar':
            return node.value;
        case 'list':
            return node.items.map(plainValue);
        case 'map':
            return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plainValue(entry.value)]));
    }
}
/** What stands under a path of keys and positions; undefined where nothing does. */
function nodeAt(node, path) {
    let here = node;
    for (const step of path) {
        here = here === undefined ? undefined : childAt(here, step);
    }
    return here;
}
function childAt(node, step) {
    if (node.kind === 'map') {
        return node.entries.get(String(step))?.value;
    }
    return node.kind === 'list' && typeof step === 'number' ? node.items[step] : undefined;
}
/** Where the key stands that a path ends with; for what has no key of its own, the nearest one around it. */
function keyWhere(node, path, fallback = node.at) {
    let here = node;
    let where = fallback;
    for (const step of path) {
        if (here?.kind === 'map') {
            where = here.entries.get(String(step))?.keyAt ?? where;
        }
        else if (here?.kind === 'list' && typeof step === 'number') {
            where = here.items[step]?.at ?? where;
        }
        here = here === undefined ? undefined : childAt(here, step);
    }
    return where;
}
/** Where a value stands; the key's place where the value is left empty. */
function valueWhere(node, path, fallback = node.at) {
    const value = nodeAt(node, path);
    const empty = value === undefined || (value.kind === 'scalar' && value.value === null);
    return empty ? keyWhere(node, path, fallback) : value.at;
}
/** The entries of a map, or none where the value is something else. */
function entriesOf(node) {
    return node?.kind === 'map' ? node.entries : new Map();
}

// EXTERNAL MODULE: ./node_modules/zod/v4/core/registries.js
var registries = __webpack_require__(9396);
// EXTERNAL MODULE: ./packages/contract/build/evidence.js
var evidence = __webpack_require__(8098);
;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/vocabulary.js


const wordings = registries/* registry */.u5();
const planned = registries/* registry */.u5();
/** Names, explains and examples a key; its JSON Schema and the reference page are made from this. */
function key(schema, about) {
    const { means, default: standard, example, json, ...wording } = about;
    const described = schema.meta({
        description: means,
        ...json,
        ...(standard === undefined ? {} : { default: standard }),
        ...(example === undefined ? {} : { examples: [example] }),
    });
    wordings.add(described, wording);
    return described;
}
/** The same, for text of which one function says what is wrong. */
function textKey(problem, about) {
    return key(checkedText(problem), about);
}
function checkedText(problem) {
    const text = schemas/* string */.YjP()
        .min(1)
        .check((context) => {
        const message = problem(context.value);
        if (context.value !== '' && message !== undefined) {
            context.issues.push({ code: 'custom', message, input: context.value });
        }
    });
    return text.register(wordings, { expected: 'text' });
}
/**
 * For editors: names of models and suites become names of refs, folders and files. The rules check them when a policy
 * is read, so that what stands below a bad name is checked too.
 */
const machineNames = { propertyNames: { pattern: evidence/* modelNamePattern */.nx.source } };

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/relaxed.js


/**
 * The same schema with nothing required, at any depth: what a part may hold that is laid over another one. A missing
 * key is found in the whole, after merging.
 */
function relaxed(schema) {
    const loose = loosened(schema);
    if (loose === schema) {
        return schema;
    }
    const described = loose.meta(registries/* globalRegistry */.fd.get(schema) ?? {});
    const wording = wordings.get(schema);
    const later = planned.get(schema);
    if (wording !== undefined) {
        wordings.add(described, wording);
    }
    if (later !== undefined) {
        planned.add(described, later);
    }
    return described;
}
function loosened(schema) {
    if (schema instanceof schemas/* ZodObject */.bvH) {
        const shape = schema.shape;
        return schemas/* strictObject */.rej(Object.fromEntries(Object.entries(shape).map(([name, value]) => [name, relaxed(unwrapped(value)).optional()])));
    }
    return schema instanceof schemas/* ZodRecord */.b8S
        ? schemas/* record */.g1P(schemas/* string */.YjP(), relaxed(schema.valueType))
        : schema;
}
/** The schema inside `optional`. */
function unwrapped(schema) {
    return schema instanceof schemas/* ZodOptional */.IiU ? unwrapped(schema.unwrap()) : schema;
}

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/schema-at.js



/** The schema that judges a place, and the nearest words for what is expected there. */
function schemaAt(root, path) {
    let schema = unwrapped(root);
    let expected = wordings.get(schema)?.expected;
    for (const step of path) {
        schema = schema === undefined ? undefined : childSchema(schema, step);
        expected = (schema === undefined ? undefined : wordings.get(schema)?.expected) ?? expected;
    }
    return { schema, expected };
}
function childSchema(schema, step) {
    const child = rawChild(schema, step);
    return child === undefined ? undefined : unwrapped(child);
}
function rawChild(schema, step) {
    if (schema instanceof schemas/* ZodObject */.bvH) {
        return schema.shape[String(step)];
    }
    if (schema instanceof schemas/* ZodRecord */.b8S) {
        return schema.valueType;
    }
    if (schema instanceof schemas/* ZodArray */.naA) {
        return schema.element;
    }
    return schema instanceof schemas/* ZodTuple */.y0Q && typeof step === 'number' ? schema.def.items[step] : undefined;
}

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/describe-issue.js





/** Checks a value against a schema; every mistake in words, at the place where it was written. */
function schemaProblems(schema, node) {
    const result = schema.safeParse(plainValue(node));
    return result.success ? [] : result.error.issues.flatMap((issue) => describe(issue, schema, node));
}
function describe(issue, schema, node) {
    if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((name) => ({
            message: unknownKey(name, schemaAt(schema, issue.path).schema),
            where: keyWhere(node, [...issue.path, name]),
        }));
    }
    const inner = issue.code === 'invalid_union' ? unionProblems(issue, schema, node) : undefined;
    return inner ?? [describeValue(issue, schema, node)];
}
function describeValue(issue, root, node) {
    const { path } = issue;
    const { schema, expected } = schemaAt(root, path);
    const value = nodeAt(node, path);
    const name = placeName(path);
    const words = `expected ${expected ?? 'another value'}`;
    if (value === undefined) {
        const missing = schema === undefined ? undefined : wordings.get(schema)?.missing;
        return {
            message: `${name} is missing: ${words}${missing === undefined ? '' : `; ${missing}`}`,
            where: keyWhere(node, path),
        };
    }
    const where = valueWhere(node, path);
    if (isPlanned(schema, value)) {
        return {
            message: `\`${lastKey(path)}: ${String(plainValue(value))}\` is not supported yet by this version`,
            where,
        };
    }
    if (issue.code === 'custom') {
        const written = value.kind === 'scalar' ? `, found ${found(value)}` : '';
        return { message: `${name}: ${issue.message}${written}`, where };
    }
    return { message: `${name}: ${words}, found ${found(value)}${meant(schema, value)}`, where };
}
function isPlanned(schema, value) {
    const values = (schema === undefined ? undefined : planned.get(schema)?.values) ?? [];
    const text = value.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
    return (text !== undefined && values.some((one) => (typeof one === 'string' ? one === text : one.test(text))));
}
/** For one word out of several, the one that was probably meant. */
function meant(schema, value) {
    if (!(schema instanceof schemas/* ZodEnum */.Vb4) || value.kind !== 'scalar' || typeof value.value !== 'string') {
        return '';
    }
    const name = nearest(value.value, schema.options.map(String));
    return name === undefined ? '' : `; did you mean \`${name}\`?`;
}
function unknownKey(name, schema) {
    if (schema !== undefined && planned.get(schema)?.keys?.includes(name) === true) {
        return `\`${name}\` is not supported yet by this version`;
    }
    const known = schema instanceof schemas/* ZodObject */.bvH ? Object.keys(schema.shape) : [];
    const near = nearest(name, known);
    const hint = near === undefined ? `known here: ${known.join(', ')}` : `did you mean \`${near}\`?`;
    return `unknown key ${quoted(name)}; ${hint}`;
}
/** Where a map was written and only one of the alternatives takes a map, its own mistakes say more. */
function unionProblems(issue, root, node) {
    const { schema } = schemaAt(root, issue.path);
    const here = nodeAt(node, issue.path);
    if (!(schema instanceof schemas/* ZodUnion */.fZ7) || here === undefined) {
        return undefined;
    }
    const options = schema.options;
    const option = options.findIndex((one) => takes(one, here));
    const chosen = options[option];
    const issues = issue.errors[option];
    if (chosen === undefined || issues === undefined) {
        return undefined;
    }
    const telling = issues.filter((one) => one.code === 'custom' || one.code === 'unrecognized_keys' || one.path.length > 0);
    if (telling.length === 0) {
        return undefined;
    }
    return telling.flatMap((one) => here.kind === 'map'
        ? describe(one, chosen, here)
        : [describeValue({ ...one, path: [...issue.path, ...one.path] }, root, node)]);
}
function takes(schema, node) {
    if (node.kind === 'map') {
        return schema instanceof schemas/* ZodObject */.bvH;
    }
    return node.kind === 'scalar' && typeof node.value === 'string' && schema instanceof schemas/* ZodString */.NDH;
}
/** `timeout`, `paths[2]`: the last key and what follows it. */
function placeName(path) {
    const key = path.findLastIndex((step) => typeof step !== 'number');
    const indices = path.slice(key + 1).map((step) => `[${String(step)}]`);
    return key === -1 && indices.length === 0
        ? 'the file'
        : `\`${[clipped(lastKey(path)), ...indices].join('')}\``;
}
function lastKey(path) {
    return String(path.findLast((step) => typeof step !== 'number') ?? '');
}
const maxShownChars = 60;
function clipped(text) {
    return text.length > maxShownChars ? `${text.slice(0, maxShownChars)}…` : text;
}
function quoted(text) {
    return JSON.stringify(clipped(text));
}
function found(node) {
    if (node.kind !== 'scalar') {
        return node.kind === 'list' ? 'a list' : 'a map';
    }
    if (node.value === null) {
        return 'nothing';
    }
    return typeof node.value === 'string' ? quoted(node.value) : String(node.value);
}

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/amount.js
/** A number, with `pp` for percentage points or `%` for a share of the baseline. */
const amountPattern = /^(\d{1,12}(?:\.\d{1,15})?)(pp|%)?$/;
/** Reads `0.01`, `1pp` (value 0.01) or `10%` (value 0.1); undefined where it is none of them. */
function parseAmount(written) {
    if (typeof written === 'number') {
        return Number.isFinite(written) && written >= 0 ? { kind: 'absolute', value: written } : undefined;
    }
    const [, digits, unit] = typeof written === 'string' ? (amountPattern.exec(written) ?? []) : [];
    if (digits === undefined) {
        return undefined;
    }
    if (unit === undefined) {
        return { kind: 'absolute', value: Number(digits) };
    }
    return { kind: unit === 'pp' ? 'points' : 'relative', value: hundredth(digits) };
}
const sharePattern = /^(\d{1,3}(?:\.\d{1,15})?)%$/;
/** Reads a share between 0 and 1, written `2%` or `0.02`; undefined where it is neither. */
function parseShare(written) {
    const digits = typeof written === 'string' ? sharePattern.exec(written)?.[1] : undefined;
    const value = digits === undefined ? written : hundredth(digits);
    return typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined;
}
/** Shifts the decimal point in the text: 0.7 / 100 would be 0.006999999999999999. */
function hundredth(digits) {
    return Number(`${digits}e-2`);
}

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/duration.js
/** Hours, minutes, seconds, each once and in this order: `2h`, `30m`, `90s`, `1h30m`. */
const durationPattern = /^(?=\d)(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/;
/** Longest timer that Node.js has: 2^31 − 1 milliseconds, 596 hours. */
const maxDurationMs = 2_147_483_647;
/** Milliseconds of a duration; undefined where it is not written as one, is nothing, or is too long for a timer. */
function parseDuration(written) {
    const match = typeof written === 'string' ? durationPattern.exec(written) : null;
    if (match === null) {
        return undefined;
    }
    const [hours, minutes, seconds] = match.slice(1).map((digits) => Number(digits ?? 0));
    const ms = ((hours ?? 0) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1_000;
    return ms > 0 && ms <= maxDurationMs ? ms : undefined;
}

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/text.js
const maxLineChars = 1_000;
const maxCommandChars = 20_000;
const maxNameChars = 100;
/** What is wrong with text that is shown in a line of a report; undefined where it is well. */
function lineProblem(text) {
    if (text.length > maxLineChars) {
        return `expected at most ${maxLineChars.toLocaleString('en')} characters`;
    }
    return /[\n\r\u0085\u2028\u2029]/.test(text.trimEnd()) ? 'expected one line' : undefined;
}
/** What is wrong with a shell command; undefined where it is well. */
function commandProblem(text) {
    if (text.trim() === '') {
        return 'expected a shell command';
    }
    return text.length > maxCommandChars
        ? `expected a command of at most ${maxCommandChars.toLocaleString('en')} characters: put a longer one into a script`
        : undefined;
}
// Characters that do not show, or that turn the direction of what follows, make two names look like one.
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
/** What is wrong with the name of a metric or slice, as it stands in rows; undefined where it is well. */
function nameProblem(name) {
    if (name.trim() !== name || name === '' || name.length > maxNameChars || invisible.test(name)) {
        return `expected a name of 1 to ${maxNameChars} visible characters without spaces around it`;
    }
    return undefined;
}
/** What is wrong with the name of a variable; undefined where it is well. */
function variableProblem(name) {
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(name)) {
        return 'expected the name of an environment variable, such as OPENAI_API_KEY';
    }
    return name.startsWith('WEIGHBRIDGE_')
        ? 'WEIGHBRIDGE_… variables are set by Weighbridge itself'
        : undefined;
}

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/metric-schema.js




const amountWords = 'an amount such as 0.01, 0.5pp (percentage points) or 10%';
const amount = () => schemas/* union */.KCZ([schemas/* number */.aig().min(0), schemas/* string */.YjP().regex(amountPattern)]);
const aggregateSchema = key(schemas/* enum */.k5n(['mean']), {
    expected: '`mean`',
    means: 'How the values of all examples become one number.',
    default: 'mean',
    example: 'mean',
}).register(planned, {
    values: [
        'sum',
        'geomean',
        'median',
        'quantile',
        /^p\d+(?:\.\d+)?$/,
        /^(?:macro|micro|weighted)_/,
        'f1',
        'auc',
        'bleu',
    ],
});
const rangeSchema = key(schemas/* tuple */.PVZ([schemas/* number */.aig(), schemas/* number */.aig()]).check((context) => {
    const [low, high] = context.value;
    if (low >= high) {
        context.issues.push({
            code: 'custom',
            message: `expected the lower end (${low}) below the upper one (${high})`,
            input: context.value,
        });
    }
}), {
    expected: 'two numbers such as [1, 10]',
    means: "The smallest and largest value a row may hold; rows outside it are refused, and Tango's interval is used.",
    defaultWords: "[0, 1] where the baseline's rows are all 0 or 1",
    example: [1, 10],
});
const metricSchema = key(schemas/* strictObject */.rej({
    of: textKey(nameProblem, {
        expected: "the name of a number in the rows' `metrics`",
        means: "Which number of the rows' `metrics` this metric reads.",
        defaultWords: "the metric's own name",
        example: 'correct',
    }).optional(),
    aggregate: aggregateSchema.optional(),
    unit: textKey(lineProblem, {
        expected: 'a unit such as ms or usd',
        means: 'Shown behind the numbers.',
        example: 'ms',
    }).optional(),
    better: key(schemas/* enum */.k5n(['higher', 'lower']), {
        expected: '`higher` or `lower`',
        missing: 'direction is never guessed',
        means: 'Which direction is an improvement. Required: direction is never guessed.',
        example: 'higher',
    }),
    tolerance: key(amount(), {
        expected: amountWords,
        means: 'The drop that is allowed: a number in the metric’s own unit, `pp` for percentage points, `%` relative to the baseline.',
        default: 0,
        example: '0.5pp',
    }).optional(),
    margin: key(amount(), {
        expected: amountWords,
        means: 'The drop that must not be missed; more than the tolerance. Larger means fewer examples decide.',
        defaultWords: 'tolerance + max(2pp, 1/√planned) with a range, tolerance + 5% without',
        example: '5pp',
    }).optional(),
    gate: key(schemas/* enum */.k5n(['block', 'warn', 'off']), {
        expected: '`block`, `warn` or `off`',
        means: 'Whether a regression of this metric holds the merge, warns, or is only shown.',
        defaultWords: 'block for the first metric of a suite, warn for the others',
        example: 'block',
    }).optional(),
    floor: key(schemas/* number */.aig(), {
        expected: 'a number',
        means: 'A value the candidate must reach whatever the baseline is (a ceiling where lower is better).',
        example: 0.9,
    }).optional(),
    range: rangeSchema.optional(),
    slices: key(schemas/* array */.YOg(checkedText(nameProblem)), {
        expected: 'a list of slice keys such as [segment]',
        means: 'Slice keys in each of whose values this metric gates too.',
        default: [],
        example: ['segment'],
    }).optional(),
}), {
    expected: 'a map that says at least `better`',
    means: 'One metric, by its name.',
    example: { of: 'correct', better: 'higher', tolerance: '0.5pp' },
}).register(planned, { keys: ['label', 'prediction'] });

// EXTERNAL MODULE: ./packages/contract/build/weighbridge-yml/repository-path.js
var repository_path = __webpack_require__(6170);
;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/suite-schema.js







const maxRepeats = 1_000;
const shareWords = 'a share such as 2% or 0.02';
/** A share between 0 and 1, as a percentage or a number. */
const shareSchema = (problem = () => undefined) => schemas/* union */.KCZ([schemas/* number */.aig().min(0).max(1), schemas/* string */.YjP().regex(sharePattern)]).check((context) => {
    const share = parseShare(context.value);
    const message = share === undefined ? `expected ${shareWords}` : problem(share);
    if (message !== undefined) {
        context.issues.push({ code: 'custom', message, input: context.value });
    }
});
const durationWords = 'a duration such as 90s, 30m, 2h or 1h30m';
const durationSchema = schemas/* string */.YjP()
    .regex(durationPattern)
    .check((context) => {
    if (durationPattern.test(context.value) && parseDuration(context.value) === undefined) {
        context.issues.push({
            code: 'custom',
            message: 'expected more than 0s and at most 596h',
            input: context.value,
        });
    }
});
const listOfExamples = key(schemas/* strictObject */.rej({
    list: textKey(commandProblem, {
        expected: 'a shell command',
        means: 'A command that prints the examples, one JSON object a line.',
        example: 'python list_examples.py',
    }),
}), { expected: '{ list: command }', means: 'Examples that a command prints.' });
const examplesSchema = schemas/* union */.KCZ([
    checkedText((path) => (0,repository_path/* filePathProblem */.tX)(path) ??
        (/\.(?:jsonl|csv)$/.test(path) ? undefined : 'expected a file that ends in .jsonl or .csv')),
    listOfExamples,
]);
const judgeSchema = schemas/* strictObject */.rej({
    model: textKey(lineProblem, {
        expected: 'the name of a model',
        means: 'Name of the judging model; another name is another harness.',
        example: 'gpt-9-mini',
    }),
    prompt: textKey(repository_path/* filePathProblem */.tX, {
        expected: 'the path of a file',
        means: "The judge's prompt; belongs to the harness.",
        example: 'prompts/judge.md',
    }).optional(),
});
const resultsSchema = schemas/* strictObject */.rej({
    path: textKey(repository_path/* filePathProblem */.tX, {
        expected: 'the path of a file',
        means: 'The file that the command writes.',
        example: 'out/preds.csv',
    }),
    format: key(schemas/* enum */.k5n(['jsonl', 'csv']), {
        expected: '`jsonl` or `csv`',
        means: 'How that file is to be read.',
        defaultWords: "what the file's name ends in",
        example: 'csv',
    }).optional(),
});
const suiteSchema = key(schemas/* strictObject */.rej({
    run: textKey(commandProblem, {
        expected: 'a shell command',
        means: 'Evaluates. It reads the file in WEIGHBRIDGE_EXAMPLES, in the order given, and writes one JSON object an example to the file in WEIGHBRIDGE_RESULTS.',
        example: 'python evaluate.py',
    }),
    code: key(schemas/* array */.YOg(checkedText(repository_path/* globProblem */.AI)), {
        expected: 'a list of globs such as [evaluate.py, "graders/**"]',
        means: 'The harness: files that judge the model and are no part of it. A change of them makes results not comparable.',
        defaultWords: "the repository's files that `run` names",
        example: ['evaluate.py', 'graders/**'],
    }).optional(),
    judge: key(judgeSchema, {
        expected: '{ model: name, prompt: path }',
        means: 'A model that grades; part of the harness.',
        example: { model: 'gpt-9-mini', prompt: 'prompts/judge.md' },
    }).optional(),
    examples: key(examplesSchema, {
        expected: 'the path of a .jsonl or .csv file, or { list: command }',
        means: 'The suite: one example a line, or a command that prints them.',
        example: 'data/eval.jsonl',
    }),
    id: textKey(nameProblem, {
        expected: 'the name of a field',
        means: 'The field that identifies an example.',
        default: 'id',
        example: 'id',
    }).optional(),
    results: key(resultsSchema, {
        expected: '{ path: file, format: jsonl or csv }',
        means: 'Where the command writes its rows, when not to WEIGHBRIDGE_RESULTS.',
        defaultWords: 'rows at WEIGHBRIDGE_RESULTS',
        example: { path: 'out/preds.csv', format: 'csv' },
    }).optional(),
    subset: key(schemas/* strictObject */.rej({
        size: key(schemas/* int */.Whr().min(1), {
            expected: 'a whole number from 1',
            means: 'At most so many examples on a pull request; a run of main evaluates all of them.',
            example: 400,
        }),
    }), {
        expected: '{ size: number }',
        means: 'Evaluates a part of the suite on a pull request.',
        defaultWords: 'the whole suite',
        example: { size: 400 },
    }).optional(),
    must_pass: textKey(repository_path/* filePathProblem */.tX, {
        expected: 'the path of a file of ids',
        means: 'A file of example ids, one a line, that may never fail; they are evaluated in every run.',
        example: 'data/must-pass.txt',
    }).optional(),
    repeats: key(schemas/* int */.Whr().min(1).max(maxRepeats), {
        expected: `a whole number from 1 to ${maxRepeats}`,
        means: 'How often each example is evaluated; its values are averaged.',
        default: 1,
        example: 3,
    }).optional(),
    max_missing: key(shareSchema(), {
        expected: shareWords,
        means: 'Share of the planned examples that may be missing before the outcome is `incomplete`.',
        default: '2%',
        example: '2%',
    }).optional(),
    timeout: key(durationSchema, {
        expected: durationWords,
        means: 'After it the command and all it started are ended.',
        default: '30m',
        example: '1h30m',
    }).optional(),
    env: key(schemas/* array */.YOg(checkedText(variableProblem)), {
        expected: 'a list of names such as [OPENAI_API_KEY]',
        means: 'Variables that are handed to the command by name; their values are masked in its output.',
        default: [],
        example: ['OPENAI_API_KEY'],
    }).optional(),
    baseline: key(schemas/* enum */.k5n(['stored']), {
        expected: '`stored`',
        means: "What the change is compared with: a stored run of main with the base's model and this harness.",
        default: 'stored',
        example: 'stored',
    })
        .register(planned, { values: ['rerun'] })
        .optional(),
    estimand: key(schemas/* enum */.k5n(['population']), {
        expected: '`population`',
        means: 'What is estimated: the mean over examples like these.',
        default: 'population',
        example: 'population',
    })
        .register(planned, { values: ['suite'] })
        .optional(),
    when: key(schemas/* enum */.k5n(['pr']), {
        expected: '`pr`',
        means: 'When the suite is evaluated: on pull requests, and on main.',
        default: 'pr',
        example: 'pr',
    })
        .register(planned, { values: ['main', 'schedule', 'never', /^label:/] })
        .optional(),
    slices: key(schemas/* array */.YOg(checkedText(nameProblem)), {
        expected: 'a list of slice keys such as [segment, length]',
        means: 'Slice keys that are reported, with a warning where one moves.',
        default: [],
        example: ['segment', 'length'],
    }).optional(),
    metrics: key(schemas/* record */.g1P(schemas/* string */.YjP(), metricSchema), {
        expected: 'a map of metrics by name',
        means: 'What is measured; the first one gates unless it says otherwise.',
        example: { accuracy: { of: 'correct', better: 'higher' } },
    }),
}), {
    expected: 'a map with `run`, `examples` and `metrics`',
    means: 'One suite: how the model is evaluated and judged.',
}).register(planned, { keys: ['budget'] });

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/gate-schema.js



const passOrHold = (means, standard) => key(schemas/* enum */.k5n(['pass', 'hold']), { expected: '`pass` or `hold`', means, default: standard, example: 'hold' });
const gateSchema = key(schemas/* strictObject */.rej({
    mode: key(schemas/* enum */.k5n(['enforce', 'observe']), {
        expected: '`enforce` or `observe`',
        means: '`observe` reports what the gate would have done and never holds a merge.',
        default: 'enforce',
        example: 'observe',
    }).optional(),
    false_block_rate: key(shareSchema((share) => share > 0 && share <= 0.5 ? undefined : 'expected more than 0 and at most 0.5 (50%)'), {
        expected: 'a share such as 5% or 0.05',
        means: 'How often a change that changes nothing may be held, over all gating metrics and slices together.',
        default: 0.05,
        example: '5%',
    }).optional(),
    when_unsure: passOrHold('When it cannot be told whether a metric got worse.', 'pass').optional(),
    when_no_baseline: passOrHold('When nothing is stored to compare with.', 'pass').optional(),
    when_not_weighed: passOrHold('When the change was not evaluated.', 'pass').optional(),
    when_not_comparable: passOrHold('When the change also changes the harness that judges it.', 'hold')
        .register(planned, { values: ['rescore'] })
        .optional(),
}), {
    expected: 'a map',
    means: 'What holds a merge. At the top for all models; a model may say otherwise for itself.',
}).register(planned, { keys: ['accept'] });

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/window.js
const windowPattern = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/;
/** Reads `2025-01-01/2025-12-31`; answers with what is wrong where it is no period of real days. */
function parseWindow(written) {
    const [, from, to] = windowPattern.exec(written) ?? [];
    if (from === undefined || to === undefined) {
        return { problem: 'expected two dates such as 2025-01-01/2025-12-31' };
    }
    const unreal = [from, to].find((day) => !isDay(day));
    if (unreal !== undefined) {
        return { problem: `${unreal} is no day of the calendar` };
    }
    // ISO dates of four-digit years sort as text.
    return from <= to ? { from, to } : { problem: `the period ends (${to}) before it begins (${from})` };
}
function isDay(text) {
    const date = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/model-schema.js







const defaultPaths = ['**'];
/** Documentation, which no model is made of. */
const defaultIgnore = ['**/*.md', 'docs/**', 'LICENSE*'];
const windowSchema = schemas/* string */.YjP()
    .regex(windowPattern)
    .check((context) => {
    const window = windowPattern.test(context.value) ? parseWindow(context.value) : undefined;
    if (window !== undefined && 'problem' in window) {
        context.issues.push({ code: 'custom', message: window.problem, input: context.value });
    }
});
const dataSource = (means) => key(schemas/* strictObject */.rej({
    file: textKey(repository_path/* filePathProblem */.tX, {
        expected: 'the path of a file',
        means: 'Where the data lies in the repository.',
        example: 'data/train.csv',
    }).optional(),
    window: key(windowSchema, {
        expected: 'a period such as 2025-01-01/2025-12-31',
        means: 'The period that the data spans, both days included.',
        example: '2025-01-01/2025-12-31',
    }).optional(),
}), {
    expected: '{ file: path, window: from/to }',
    means,
    example: { file: 'data/train.csv', window: '2025-01-01/2025-12-31' },
}).register(planned, {
    keys: ['dvc', 'lfs', 'lakefs', 'huggingface', 's3', 'version', 'id_from'],
});
const globs = (about) => key(schemas/* array */.YOg(checkedText(repository_path/* globProblem */.AI)), about);
const runbookProblem = (text) => /^https?:\/\//.test(text) ? lineProblem(text) : (lineProblem(text) ?? (0,repository_path/* filePathProblem */.tX)(text));
const modelSchema = key(schemas/* strictObject */.rej({
    about: textKey(lineProblem, {
        expected: 'one line of text',
        means: 'What the model does, for people who read its reports.',
        example: 'Reads handwritten digits on return labels.',
    }).optional(),
    owner: textKey(lineProblem, {
        expected: 'a person or team such as "@acme/vision"',
        means: 'Who is asked when a merge is held.',
        example: '@acme/vision',
    }).optional(),
    runbook: textKey(runbookProblem, {
        expected: 'a path in the repository or an https address',
        means: 'What to do when a merge is held.',
        example: 'docs/runbooks/digits.md',
    }).optional(),
    paths: globs({
        expected: 'a list of globs such as ["models/digits/**"]',
        means: 'Files that the model is made of, as globs from the repository’s root; a folder stands for all in it. A change of any of them is weighed.',
        default: defaultPaths,
        example: ['models/digits/**', 'shared/**'],
    }).optional(),
    ignore: globs({
        expected: 'a list of globs such as ["**/*.md"]',
        means: 'Files among `paths` that the model is not made of. A list here replaces the default.',
        default: defaultIgnore,
        example: ['**/*.md'],
    }).optional(),
    setup: textKey(commandProblem, {
        expected: 'a shell command',
        means: 'Runs once in each worktree before the evaluation.',
        example: 'uv sync --frozen',
    }).optional(),
    params: globs({
        expected: 'a list of files such as [params.yaml]',
        means: 'Parameter files, whose changes are shown key by key.',
        default: [],
        example: ['params.yaml'],
    }).optional(),
    prompts: globs({
        expected: 'a list of globs such as ["prompts/*.md"]',
        means: 'Prompts the model is made of.',
        default: [],
        example: ['prompts/*.md'],
    }).optional(),
    data: key(schemas/* strictObject */.rej({
        train: dataSource('What the model is trained on; part of the model.').optional(),
        eval: dataSource('What the model is evaluated on; no part of the model.').optional(),
    }), { expected: 'a map with `train` and `eval`', means: 'The data, and the periods it spans.' }).optional(),
    eval: suiteSchema.optional(),
    evals: key(schemas/* record */.g1P(schemas/* string */.YjP(), suiteSchema), {
        json: machineNames,
        expected: 'a map of suites by name',
        means: 'Several suites, in place of `eval`.',
        example: { smoke: '…' },
    }).optional(),
    gate: gateSchema.optional(),
}), { expected: 'a map with `eval`', means: 'One model, by its name.' }).register(planned, { keys: ['image', 'weights', 'train', 'valid_for', 'registry'] });

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/file-schema.js






const maxStoredRuns = 10_000;
const version = key(schemas/* literal */.euz(1), {
    expected: '1',
    means: 'Version of this format.',
    example: 1,
});
/** A ref is a path below refs/ that git accepts (`git check-ref-format`). */
function refPrefixProblem(text) {
    const parts = text.split('/');
    const well = parts.every((part) => /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(part) && !/\.\.|\.lock$|\.$/.test(part));
    return well && parts[0] === 'refs' && parts.length >= 2 && text.length <= 200
        ? undefined
        : 'expected a ref such as refs/weighbridge';
}
const storeSchema = key(schemas/* strictObject */.rej({
    prefix: textKey(refPrefixProblem, {
        expected: 'a ref such as refs/weighbridge',
        means: 'Below which git ref runs of main are stored.',
        default: 'refs/weighbridge',
        example: 'refs/weighbridge',
    }).optional(),
    keep: key(schemas/* int */.Whr().min(1).max(maxStoredRuns), {
        expected: `a whole number from 1 to ${maxStoredRuns.toLocaleString('en')}`,
        means: 'How many runs of a model are kept.',
        default: 50,
        example: 50,
    }).optional(),
    rows: key(schemas/* enum */.k5n(['ids', 'full']), {
        expected: '`ids` or `full`',
        means: '`ids` stores rows without labels and predictions; `full` keeps them, so that reports can show them.',
        default: 'ids',
        example: 'ids',
    }).optional(),
}), { expected: 'a map', means: 'Where runs of main are kept.' });
const defaultsSchema = key(relaxed(modelSchema), {
    expected: 'a map of keys of a model',
    means: 'Keys of a model, merged under each of them: maps key by key, lists are replaced. `defaults.eval` lies under `eval` and under each of `evals`.',
    example: { owner: '@acme/vision' },
});
const modelsSchema = key(schemas/* record */.g1P(schemas/* string */.YjP(), relaxed(modelSchema)), {
    json: machineNames,
    expected: 'a map of models by name',
    means: 'The models of the repository, by name (lower-case letters, digits, `-` and `_`).',
});
/** weighbridge.yml, before defaults are merged: what is missing in a model may come from `defaults`. */
const fileSchema = key(schemas/* strictObject */.rej({
    version,
    include: key(schemas/* array */.YOg(checkedText(repository_path/* globProblem */.AI)), {
        expected: 'a list of globs such as ["models/*/weighbridge.yml"]',
        means: 'Files that hold more `models`. Their paths and commands are relative to the repository’s root too.',
        default: [],
        example: ['models/*/weighbridge.yml'],
    }).optional(),
    defaults: defaultsSchema.optional(),
    models: modelsSchema.optional(),
    gate: gateSchema.optional(),
    store: storeSchema.optional(),
}), {
    expected: 'a map with `version` and `models`',
    means: 'What Weighbridge weighs, and what holds a merge.',
});
/** A file that weighbridge.yml includes. */
const includedFileSchema = key(schemas/* strictObject */.rej({ version: version.optional(), models: modelsSchema.optional() }), { expected: 'a map with `models`', means: 'More models.' });
/** Keys that only weighbridge.yml itself holds. */
const rootOnlyKeys = ['include', 'defaults', 'gate', 'store'];

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/merge.js


/**
 * Lays one value over another: maps are merged key by key, keys of the lower one first; lists and everything else
 * are replaced. Every value keeps the place where it was written.
 */
function mergeNodes(under, over) {
    if (under === undefined || over === undefined) {
        return over ?? under;
    }
    if (under.kind !== 'map' || over.kind !== 'map') {
        return over;
    }
    const merged = new Map(under.entries);
    for (const [key, entry] of over.entries) {
        merged.set(key, {
            keyAt: entry.keyAt,
            value: mergeNodes(under.entries.get(key)?.value, entry.value) ?? entry.value,
        });
    }
    return mapNode(merged, over.at);
}
/**
 * A model over `defaults`. `defaults.eval` lies under the model's `eval` or under each of its `evals`; the top-level
 * `gate` lies under both gates.
 */
function withDefaults(name, model, defaults, gate) {
    if (model.value.kind !== 'map') {
        return { model: model.value, problems: [] };
    }
    const own = model.value.entries;
    const shared = entriesOf(defaults);
    const rest = mergeNodes(without(defaults), without(model.value)) ?? model.value;
    const entries = new Map(entriesOf(rest));
    const mergedGate = mergeNodes(gate, entries.get('gate')?.value);
    if (mergedGate !== undefined) {
        entries.set('gate', { keyAt: entries.get('gate')?.keyAt ?? model.keyAt, value: mergedGate });
    }
    const single = own.get('eval');
    const several = own.get('evals') ?? shared.get('evals');
    if (single !== undefined && several !== undefined) {
        return { model: rest, problems: [bothProblem(name, single.keyAt, several.keyAt)] };
    }
    const suite = single ?? shared.get('eval');
    if (several !== undefined) {
        entries.set('evals', { keyAt: several.keyAt, value: mergeSuites(shared, own) ?? several.value });
    }
    else if (suite !== undefined) {
        const value = mergeNodes(shared.get('eval')?.value, single?.value) ?? suite.value;
        // A suite that comes from `defaults` alone is missing its own keys here, at the model.
        entries.set('eval', { keyAt: single?.keyAt ?? model.keyAt, value });
    }
    else {
        const message = `the model ${JSON.stringify(name)} has no \`eval\` and no \`evals\``;
        return { model: rest, problems: [{ message, where: model.keyAt }] };
    }
    return { model: mapNode(entries, model.value.at), problems: [] };
}
function mergeSuites(shared, own) {
    const suites = mergeNodes(shared.get('evals')?.value, own.get('evals')?.value);
    const base = shared.get('eval')?.value;
    if (suites?.kind !== 'map') {
        return suites;
    }
    const entries = [...suites.entries].map(([key, entry]) => [
        key,
        { keyAt: entry.keyAt, value: mergeNodes(base, entry.value) ?? entry.value },
    ]);
    return mapNode(new Map(entries), suites.at);
}
function without(node) {
    if (node?.kind !== 'map') {
        return undefined;
    }
    return mapNode(new Map([...node.entries].filter(([key]) => key !== 'eval' && key !== 'evals')), node.at);
}
function bothProblem(name, single, several) {
    return {
        message: `the model ${JSON.stringify(name)} has both \`eval\` and \`evals\` (${(0,failure/* formatWhere */.Hp)(several)}): move the first into \`evals\``,
        where: single,
    };
}

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/rules.js





/** What no shape can say: names, and keys that must fit each other. Works on whatever part of a model is well. */
function modelRules(name, keyAt, model) {
    const several = nodeAt(model, ['evals']);
    const single = entriesOf(model).get('eval');
    const suites = [
        ...(single === undefined ? [] : [['eval', single]]),
        ...entriesOf(several),
    ];
    return [
        ...machineNameRule('model', name, keyAt),
        ...(several?.kind === 'map' && several.entries.size === 0
            ? [{ message: '`evals`: expected at least one suite', where: several.at }]
            : []),
        ...suites.flatMap(suiteRules),
    ];
}
function suiteRules([name, suite]) {
    const metrics = nodeAt(suite.value, ['metrics']);
    const empty = metrics?.kind === 'map' && metrics.entries.size === 0;
    return [
        ...machineNameRule('suite', name, suite.keyAt),
        ...(empty ? [{ message: '`metrics`: expected at least one metric', where: metrics.at }] : []),
        ...resultsRule(suite.value),
        ...[...entriesOf(metrics)].flatMap(metricRules),
    ];
}
function metricRules(metric) {
    return [...metricNameRule(metric), ...marginRule(metric), ...floorRule(metric)];
}
/** Names of models and suites become names of refs, folders and files. */
function machineNameRule(kind, name, where) {
    if (evidence/* modelNamePattern */.nx.test(name)) {
        return [];
    }
    const message = `the name of a ${kind} is 1 to 64 lower-case letters, digits, \`-\` and \`_\`, beginning and ending with a letter or digit, found ${quoted(name)}`;
    return [{ message, where }];
}
function metricNameRule([name, entry]) {
    const problem = nameProblem(name);
    return problem === undefined
        ? []
        : [{ message: `a metric's name: ${problem}, found ${quoted(name)}`, where: entry.keyAt }];
}
/** A drop that must not be missed is larger than the one that is allowed; compared where both are of one kind. */
function marginRule([name, { value }]) {
    const margin = amountAt(value, 'margin');
    const tolerance = amountAt(value, 'tolerance');
    if (margin === undefined) {
        return [];
    }
    const allowed = tolerance ?? { kind: margin.kind, value: 0 };
    const sameScale = (margin.kind === 'relative') === (allowed.kind === 'relative');
    if (!sameScale || margin.value > allowed.value) {
        return [];
    }
    const written = (key) => String(plainOf(nodeAt(value, [key])) ?? 0);
    return [
        {
            message: `\`margin\` of ${quoted(name)}: expected more than the tolerance (${written('tolerance')}), found ${written('margin')}`,
            where: valueWhere(value, ['margin']),
        },
    ];
}
function amountAt(metric, key) {
    return parseAmount(plainOf(nodeAt(metric, [key])));
}
function floorRule([name, { value }]) {
    const floor = plainOf(nodeAt(value, ['floor']));
    const range = nodeAt(value, ['range']);
    const [low, high] = range?.kind === 'list' ? range.items.map(plainOf) : [];
    if (typeof floor !== 'number' || typeof low !== 'number' || typeof high !== 'number') {
        return [];
    }
    return floor >= low && floor <= high
        ? []
        : [
            {
                message: `\`floor\` of ${quoted(name)}: expected a value within its range of ${low} to ${high}, found ${floor}`,
                where: valueWhere(value, ['floor']),
            },
        ];
}
/** The format of results is said, or their file's name ends in it. */
function resultsRule(suite) {
    const path = plainOf(nodeAt(suite, ['results', 'path']));
    const said = nodeAt(suite, ['results', 'format']) !== undefined;
    return typeof path !== 'string' || said || formatOf(path) !== undefined
        ? []
        : [
            {
                message: `\`format\` is missing: expected \`jsonl\` or \`csv\`, since ${quoted(path)} ends in neither`,
                where: valueWhere(suite, ['results', 'path']),
            },
        ];
}
/** How a results file is read, by what its name ends in. */
function formatOf(path) {
    if (/\.jsonl(?:\.gz)?$/.test(path)) {
        return 'jsonl';
    }
    return path.endsWith('.csv') ? 'csv' : undefined;
}
function plainOf(node) {
    return node === undefined ? undefined : plainValue(node);
}

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/normalise.js







const defaultTimeoutMs = 1_800_000;
const defaultMaxMissing = 0.02;
const defaultFalseBlockRate = 0.05;
/** A checked model in its one normal form: defaults filled in, amounts parsed, `eval` and `evals` made one. */
function normaliseModel(name, input, node, where) {
    const single = input.eval === undefined ? [] : [suitePolicy('eval', input.eval, node, ['eval'])];
    const several = Object.entries(input.evals ?? {});
    return {
        name,
        ...given('about', input.about),
        ...given('owner', input.owner),
        ...given('runbook', input.runbook),
        paths: (input.paths ?? defaultPaths).map(repository_path/* normalPath */.FE),
        ignore: (input.ignore ?? defaultIgnore).map(repository_path/* normalPath */.FE),
        ...given('setup', input.setup),
        params: (input.params ?? []).map(repository_path/* normalPath */.FE),
        prompts: (input.prompts ?? []).map(repository_path/* normalPath */.FE),
        data: {
            ...given('train', normalise_dataSource(input.data?.train)),
            ...given('eval', normalise_dataSource(input.data?.eval)),
        },
        suites: [
            ...single,
            ...several.map(([suite, value]) => suitePolicy(suite, value, node, ['evals', suite])),
        ],
        gate: gatePolicy(input.gate),
        where,
    };
}
function suitePolicy(name, input, model, path) {
    const metrics = Object.entries(input.metrics);
    return {
        name,
        run: input.run,
        ...given('code', input.code?.map(repository_path/* normalPath */.FE)),
        ...given('judge', input.judge && { model: input.judge.model, ...given('prompt', normal(input.judge.prompt)) }),
        examples: typeof input.examples === 'string'
            ? { kind: 'file', path: (0,repository_path/* normalPath */.FE)(input.examples) }
            : { kind: 'list', command: input.examples.list },
        id: input.id ?? 'id',
        ...given('results', input.results && {
            path: (0,repository_path/* normalPath */.FE)(input.results.path),
            format: input.results.format ?? formatOf(input.results.path) ?? 'jsonl',
        }),
        ...given('subset', input.subset),
        ...given('mustPass', normal(input.must_pass)),
        repeats: input.repeats ?? 1,
        maxMissing: parseShare(input.max_missing) ?? defaultMaxMissing,
        timeoutMs: parseDuration(input.timeout) ?? defaultTimeoutMs,
        env: input.env ?? [],
        slices: input.slices ?? [],
        metrics: metrics.map(([metric, value], index) => metricPolicy(metric, value, index === 0, keyWhere(model, [...path, 'metrics', metric]))),
        where: keyWhere(model, path),
    };
}
function metricPolicy(name, input, first, where) {
    return {
        name,
        of: input.of ?? name,
        aggregate: input.aggregate ?? 'mean',
        better: input.better,
        gate: input.gate ?? (first ? 'block' : 'warn'),
        ...given('unit', input.unit),
        ...given('tolerance', parseAmount(input.tolerance)),
        ...given('margin', parseAmount(input.margin)),
        ...given('floor', input.floor),
        ...given('range', input.range),
        slices: input.slices ?? [],
        where,
    };
}
function gatePolicy(input) {
    return {
        mode: input?.mode ?? 'enforce',
        falseBlockRate: parseShare(input?.false_block_rate) ?? defaultFalseBlockRate,
        whenUnsure: input?.when_unsure ?? 'pass',
        whenNoBaseline: input?.when_no_baseline ?? 'pass',
        whenNotWeighed: input?.when_not_weighed ?? 'pass',
        whenNotComparable: input?.when_not_comparable ?? 'hold',
    };
}
function storePolicy(input) {
    return {
        prefix: input?.prefix ?? 'refs/weighbridge',
        keep: input?.keep ?? 50,
        rows: input?.rows ?? 'ids',
    };
}
function normalise_dataSource(input) {
    if (input === undefined) {
        return undefined;
    }
    const window = input.window === undefined ? undefined : parseWindow(input.window);
    return {
        ...given('file', normal(input.file)),
        ...(window === undefined || 'problem' in window ? {} : { window }),
    };
}
function normal(path) {
    return path === undefined ? undefined : (0,repository_path/* normalPath */.FE)(path);
}
/** A property that is left out where its value is undefined. */
function given(name, value) {
    return value === undefined ? {} : { [name]: value };
}

// EXTERNAL MODULE: ./packages/contract/build/key/path-matcher.js
var path_matcher = __webpack_require__(3407);
;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/decode-text.js

/** Larger than any policy that people write; refused by size before anything is parsed. */
const maxPolicyBytes = 1_048_576;
/** The text of a policy file: UTF-8, a byte order mark taken off. Throws a `config` failure for anything else. */
function decodePolicyText(file, bytes) {
    if (bytes.byteLength > maxPolicyBytes) {
        const mebibytes = (bytes.byteLength / 1_048_576).toFixed(1);
        throw refused(`the file is ${mebibytes} MiB: expected at most 1 MiB`, { file });
    }
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
        throw refused('the file is UTF-16 text: save it as UTF-8', { file, line: 1, column: 1 });
    }
    const bad = firstBadByte(bytes);
    if (bad !== undefined) {
        // As a stream: the first bytes of a broken character are no text before it.
        const before = new TextDecoder('utf-8').decode(bytes.subarray(0, bad), { stream: true });
        throw refused('the file is not UTF-8 from here on: save it as UTF-8', { file, ...lineAndColumn(before) });
    }
    const text = new TextDecoder('utf-8').decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.exec(text);
    if (control !== null) {
        const code = control[0].charCodeAt(0).toString(16).padStart(4, '0').toUpperCase();
        throw refused(`the control character U+${code} is not allowed here`, {
            file,
            ...lineAndColumn(text.slice(0, control.index)),
        });
    }
    return text;
}
/** Place of the first byte that UTF-8 does not allow; found by halving, since a good prefix stays good. */
function firstBadByte(bytes) {
    if (isUtf8(bytes, false)) {
        return undefined;
    }
    let good = 0;
    let bad = bytes.byteLength;
    while (bad - good > 1) {
        const middle = (good + bad) >>> 1;
        if (isUtf8(bytes.subarray(0, middle), true)) {
            good = middle;
        }
        else {
            bad = middle;
        }
    }
    return good;
}
function isUtf8(bytes, more) {
    try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: more });
        return true;
    }
    catch {
        return false;
    }
}
function lineAndColumn(before) {
    const lastBreak = before.lastIndexOf('\n');
    return { line: before.split('\n').length, column: before.length - lastBreak };
}
function refused(message, where) {
    return new failure/* Failure */.HR('config', message, { where });
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/read-nodes.js



/** Values a file may hold once its aliases are followed; beyond it, aliases multiply each other (a "YAML bomb"). */
const maxValues = 100_000;
/** Turns parsed YAML into values that know their places. Throws a `config` failure naming every mistake. */
function readNodes(contents, whereOf) {
    const reader = new NodeReader(whereOf);
    const node = reader.read(contents);
    if (reader.problems.length > 0) {
        throw new failure/* Failure */.HR('config', reader.problems);
    }
    return node;
}
class NodeReader {
    problems = [];
    whereOf;
    /** What each anchor stands for at this point of the file; aliases share it instead of copying. */
    anchors = new Map();
    constructor(whereOf) {
        this.whereOf = whereOf;
    }
    read(parsed) {
        if ((0,dist/* isAlias */.Vj)(parsed)) {
            return this.followAlias(parsed.source, this.whereOf(parsed.range[0]));
        }
        const node = this.readOwn(parsed);
        if (node.size > maxValues) {
            throw new failure/* Failure */.HR('config', `more than ${maxValues.toLocaleString('en')} values stand here once aliases are followed`, {
                where: node.at,
            });
        }
        if (parsed.anchor !== undefined) {
            this.anchors.set(parsed.anchor, node);
        }
        return node;
    }
    readOwn(parsed) {
        const at = this.whereOf(parsed.range[0]);
        if ((0,dist/* isSeq */.oP)(parsed)) {
            const items = parsed.items.map((item) => this.read(item));
            return { kind: 'list', items, at, size: items.reduce((sum, item) => sum + item.size, 1) };
        }
        if ((0,dist/* isMap */.jh)(parsed)) {
            return this.readMap(parsed.items, at);
        }
        const value = (0,dist/* isScalar */.jn)(parsed) ? parsed.value : null;
        if (value === null ||
            typeof value === 'string' ||
            typeof value === 'number' ||
            typeof value === 'boolean') {
            return { kind: 'scalar', value, at, size: 1 };
        }
        this.problems.push({ message: 'expected text, a number, true, false, a list or a map', where: at });
        return { kind: 'scalar', value: null, at, size: 1 };
    }
    readMap(pairs, at) {
        const entries = new Map();
        for (const pair of pairs) {
            const key = pair.key;
            const keyAt = this.whereOf(key.range[0]);
            const name = (0,dist/* isScalar */.jn)(key) ? keyName(key) : undefined;
            const value = pair.value === null || pair.value === undefined
                ? { kind: 'scalar', value: null, at: keyAt, size: 1 }
                : this.read(pair.value);
            const problem = this.keyProblem(name, entries);
            if (problem !== undefined) {
                this.problems.push({ message: problem, where: keyAt });
            }
            else if (name !== undefined) {
                entries.set(name, { keyAt, value });
            }
        }
        return mapNode(entries, at);
    }
    keyProblem(name, entries) {
        if (name === undefined) {
            return 'expected a plain name as the key';
        }
        if (name === '<<') {
            return 'merge keys (`<<`) are not used here: write the keys out, or put them under `defaults`';
        }
        const first = entries.get(name)?.keyAt;
        if (first !== undefined) {
            return `the key ${JSON.stringify(name)} stands twice in this map: first in line ${first.line}`;
        }
        // Names that every JavaScript object carries: in a lookup they would answer with a function.
        return name in Object.prototype ? `the key ${JSON.stringify(name)} cannot be used as a name` : undefined;
    }
    followAlias(name, where) {
        const node = this.anchors.get(name);
        if (node !== undefined) {
            return node;
        }
        this.problems.push({ message: `the alias \`*${name}\` has no anchor \`&${name}\` before it`, where });
        return { kind: 'scalar', value: null, at: where, size: 1 };
    }
}
function keyName(key) {
    if (typeof key.value === 'string') {
        return key.value === '' ? undefined : key.value;
    }
    return key.value === null ? undefined : key.source;
}

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/parse-yaml.js



/** Deeper than this is an attack or a mistake: the deepest key of the contract lies at level 8. */
const maxOpenCollections = 64;
/** A file of 1 MiB that people wrote has fewer; a hostile one makes the composer work for minutes. */
const maxTokens = 200_000;
/** Syntax errors cascade: the first few name the cause. */
const maxSyntaxProblems = 5;
/**
 * Parses one YAML 1.2 document into values that know their places. Throws a `config` failure with what is wrong:
 * syntax, several documents, tags, merge keys, duplicate keys, aliases that multiply.
 */
function parseYaml(file, text) {
    const lines = new dist/* LineCounter */.HN();
    lines.addNewLine(0);
    const whereOf = (offset) => {
        const { line, col } = lines.linePos(Math.min(offset, text.length));
        return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
    };
    const documents = compose(text, lines, whereOf);
    const [document, second] = documents;
    if (document?.contents === undefined || document.contents === null) {
        throw parse_yaml_refused('the file is empty: expected `version: 1` and `models:`', { file, line: 1, column: 1 });
    }
    if (second !== undefined) {
        throw parse_yaml_refused('a second YAML document starts here: expected one document', whereOf(second.range[0]));
    }
    const faults = [...document.errors, ...document.warnings];
    if (faults.length > 0) {
        throw new failure/* Failure */.HR('config', syntaxProblems(faults, whereOf));
    }
    return readNodes(document.contents, whereOf);
}
function compose(text, lines, whereOf) {
    const composer = new dist/* Composer */.Dk({
        schema: 'core',
        merge: false,
        resolveKnownTags: false,
        uniqueKeys: false,
        prettyErrors: false,
        logLevel: 'silent',
    });
    const documents = [];
    for (const document of composer.compose(tokens(text, lines, whereOf), true, text.length)) {
        documents.push(document);
        if (documents.length > 1) {
            break;
        }
    }
    return documents;
}
/** The parser is not recursive but the composer is, so depth is watched here, before it can exhaust the stack. */
function* tokens(text, lines, whereOf) {
    const parser = new dist/* Parser */.iX(lines.addNewLine);
    let count = 0;
    for (const lexeme of new dist/* Lexer */.JG().lex(text)) {
        yield* parser.next(lexeme);
        count += 1;
        if (parser.stack.length > maxOpenCollections) {
            throw parse_yaml_refused('values are nested too deeply here', whereOf(parser.offset));
        }
        if (count > maxTokens) {
            throw parse_yaml_refused(`the file holds more than ${maxTokens.toLocaleString('en')} YAML tokens`, {
                file: whereOf(0).file,
            });
        }
    }
    yield* parser.end();
}
function syntaxProblems(faults, whereOf) {
    const problems = [];
    for (const fault of faults) {
        const where = whereOf(fault.pos[0]);
        if (!problems.some((problem) => problem.where?.line === where.line)) {
            problems.push({ message: syntaxMessage(fault), where });
        }
    }
    return problems.slice(0, maxSyntaxProblems);
}
function syntaxMessage(fault) {
    switch (fault.code) {
        case 'TAB_AS_INDENT':
            return 'a tab indents this line: YAML is indented with spaces';
        case 'TAG_RESOLVE_FAILED':
            return 'YAML tags (`!name`) are not used here: write the plain value';
        case 'RESOURCE_EXHAUSTION':
            return 'values are nested too deeply here';
        default:
            return `not valid YAML: ${(fault.message.split('\n')[0] ?? '').replace(/[.:]$/, '')}`;
    }
}
function parse_yaml_refused(message, where) {
    return new failure/* Failure */.HR('config', message, { where });
}

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/read-files.js








const maxIncludedFiles = 500;
/** Reads weighbridge.yml and what it includes; undefined where it does not exist. Collects what is wrong in them. */
async function readPolicyFiles(source, path) {
    const root = await readFile(source, path, fileSchema);
    if (root === undefined) {
        return undefined;
    }
    const included = await includedPaths(source, path, root.node);
    const parts = [root];
    for (const name of included.paths) {
        parts.push((await readFile(source, name, includedFileSchema)) ?? goneFile(name));
    }
    const models = collectModels(parts.flatMap(({ node }) => (node === undefined ? [] : [node])));
    return {
        files: [path, ...included.paths],
        root: root.node ?? emptyMap(path),
        models: models.models,
        problems: [...parts.flatMap((part) => part.problems), ...included.problems, ...models.problems],
    };
}
async function readFile(source, path, schema) {
    const bytes = await source.read(path);
    if (bytes === undefined) {
        return undefined;
    }
    try {
        const node = parseYaml(path, decodePolicyText(path, bytes));
        return (otherVersion(node) ?? { node, problems: schemaProblems(schema, node).map(belongsInRoot(schema, node)) });
    }
    catch (error) {
        // What cannot be parsed is one problem of this file; the other files are still read.
        if (error instanceof failure/* Failure */.HR) {
            return { node: undefined, problems: error.problems };
        }
        throw error;
    }
}
/** What another version means by its keys is not known here: nothing else is said of such a file. */
function otherVersion(node) {
    const said = nodeAt(node, ['version']);
    if (said?.kind !== 'scalar' || typeof said.value !== 'number' || version.safeParse(said.value).success) {
        return undefined;
    }
    const message = `\`version\`: this Weighbridge reads version 1 of weighbridge.yml, found version ${said.value}`;
    return { node: undefined, problems: [{ message, where: valueWhere(node, ['version']) }] };
}
function belongsInRoot(schema, node) {
    const places = new Map(rootOnlyKeys.flatMap((key) => {
        const keyAt = entriesOf(node).get(key)?.keyAt;
        return schema === includedFileSchema && keyAt !== undefined ? [[(0,failure/* formatWhere */.Hp)(keyAt), key]] : [];
    }));
    return (problem) => {
        const key = problem.where === undefined ? undefined : places.get((0,failure/* formatWhere */.Hp)(problem.where));
        return key === undefined
            ? problem
            : {
                ...problem,
                message: `\`${key}\` belongs in weighbridge.yml itself: an included file holds \`models\``,
            };
    };
}
async function includedPaths(source, path, root) {
    const include = root === undefined ? undefined : nodeAt(root, ['include']);
    const globs = (include?.kind === 'list' ? include.items : []).flatMap((item) => item.kind === 'scalar' && typeof item.value === 'string' && (0,repository_path/* globProblem */.AI)(item.value) === undefined
        ? [{ glob: item.value, where: item.at }]
        : []);
    if (globs.length === 0) {
        return { paths: [], problems: [] };
    }
    const files = await source.list();
    const paths = new Set();
    const problems = [];
    for (const { glob, where } of globs) {
        const isMatch = (0,path_matcher/* globMatcher */.f)([glob]);
        const matches = files.filter((file) => file !== path && isMatch(file));
        if (matches.length === 0) {
            problems.push({ message: `\`include\`: no file matches ${JSON.stringify(glob)}`, where });
        }
        for (const match of matches) {
            paths.add(match);
        }
    }
    if (paths.size > maxIncludedFiles) {
        const message = `\`include\`: expected at most ${maxIncludedFiles} files, found ${paths.size.toLocaleString('en')}`;
        return { paths: [], problems: [...problems, { message, where: include?.at ?? { file: path } }] };
    }
    return { paths: [...paths].sort(), problems };
}
function collectModels(nodes) {
    const models = new Map();
    const problems = [];
    for (const [name, entry] of nodes.flatMap((node) => [...entriesOf(nodeAt(node, ['models']))])) {
        const first = models.get(name);
        if (first === undefined) {
            models.set(name, entry);
        }
        else {
            const message = `the model ${JSON.stringify(name)} is defined twice: first at ${(0,failure/* formatWhere */.Hp)(first.keyAt)}`;
            problems.push({ message, where: entry.keyAt });
        }
    }
    return { models, problems };
}
function goneFile(path) {
    return {
        node: undefined,
        problems: [{ message: 'the included file cannot be read', where: { file: path } }],
    };
}
function emptyMap(file) {
    return { kind: 'map', entries: new Map(), at: { file, line: 1, column: 1 }, size: 1 };
}

;// CONCATENATED MODULE: ./packages/contract/build/weighbridge-yml/read-policy.js









const maxProblems = 100;
/** Values of all models together: `defaults` lie under every one of them, so small files can mean large policies. */
const maxMergedValues = 300_000;
/** Reads, merges, checks and normalises; see `loadPolicy`. */
async function readPolicy(source, path) {
    const files = await readPolicyFiles(source, path);
    if (files === undefined) {
        return undefined;
    }
    const problems = [...files.problems];
    const models = [];
    let values = 0;
    for (const [name, entry] of files.models) {
        const merged = withDefaults(name, entry, nodeAt(files.root, ['defaults']), nodeAt(files.root, ['gate']));
        values += merged.model.size;
        if (values > maxMergedValues) {
            const most = maxMergedValues.toLocaleString('en');
            const message = `the models hold more than ${most} values once \`defaults\` lie under each of them`;
            throw new failure/* Failure */.HR('config', message, { where: entry.keyAt });
        }
        const checked = readModel(name, entry, merged);
        problems.push(...checked.problems);
        if (checked.model !== undefined) {
            models.push(checked.model);
        }
    }
    if (files.models.size === 0 && problems.length === 0) {
        problems.push({ message: '`models` is missing: expected at least one model', where: files.root.at });
    }
    if (problems.length > 0) {
        throw new failure/* Failure */.HR('config', inOrder(problems, files.files));
    }
    const store = nodeAt(files.root, ['store']);
    return {
        files: files.files,
        models,
        store: storePolicy(store === undefined ? undefined : storeSchema.parse(plainValue(store))),
    };
}
function readModel(name, entry, merged) {
    const problems = [
        ...merged.problems,
        ...schemaProblems(modelSchema, merged.model),
        ...modelRules(name, entry.keyAt, merged.model),
    ];
    if (problems.length > 0) {
        return { problems };
    }
    const input = modelSchema.parse(plainValue(merged.model));
    return { model: normaliseModel(name, input, merged.model, entry.keyAt), problems };
}
/** By file, line and column; what two models inherit from one place is said once. */
function inOrder(problems, files) {
    const once = [...new Map(problems.map((problem) => [(0,failure/* formatProblem */.Vw)(problem), problem])).values()];
    const sorted = once.sort((a, b) => compareWhere(a.where, b.where, files));
    const more = sorted.length - maxProblems;
    return more <= 0
        ? sorted
        : [...sorted.slice(0, maxProblems), { message: `and ${more.toLocaleString('en')} more like these` }];
}
function compareWhere(a, b, files) {
    const file = files.indexOf(a?.file ?? '') - files.indexOf(b?.file ?? '');
    return file || (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}


/***/ })

};
