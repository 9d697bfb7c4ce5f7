package exectest

import (
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var allMutants = flag.Bool("mutants", false, "plant every bug of mutants_test.go, not only the first two")

// mutant is a bug to plant: in a file of package execution, one text for another.
type mutant struct{ name, file, was, is string }

var mutants = []mutant{
	{"remembered bytes survive a truncation", "encode.go", "clear(e.memo) // remembered", "// remembered"},
	{"parents of shared calls are mixed up", "call.go", "x.base[e.ID] = int32(len(parents))", "x.base[e.ID] = 0"},
	{"selections of one key are not merged", "collect.go", "c.fields[i].Selections = append(c.fields[i].Selections, f.SelectionSet...)", "c.fields[i].Selections = f.SelectionSet"},
	{"type conditions are ignored", "collect.go", `condition == "" || `, `condition != "?" || `},
	{"@skip is ignored", "collect.go", "(skip == nil ||", "(true || skip == nil ||"},
	{"@include is ignored", "collect.go", "(include == nil ||", "(true || include == nil ||"},
	{"plans forget their switches", "cache.go", "k.switches |= bit", "k.switches |= 0"},
	{"plans mix their switches up", "cache.go", "bit <<= 1", "bit <<= 0"},
	{"calls forget their arguments", "plan.go", `strings.Join(args, ",")`, `strings.Join(nil, ",")`},
	{"calls share over levels", "plan.go", "strconv.Itoa(depth)", "strconv.Itoa(0)"},
	{"calls share over root fields of a mutation", "plan.go", "strconv.Itoa(root)", "strconv.Itoa(0)"},
	{"calls do not wait for all they need", "plan.go", "c.needs++", "c.needs = 1"},
	{"commas are forgotten", "plan.go", "if !first {", "if false {"},
	{"impure values are remembered", "plan.go", "e.Pure = e.Pure && !below.Gathered", "e.Pure = e.Pure && true"},
	{"shares of a call run over", "frontier.go", "end = int(x.base[c.Entries[n+1].ID])", "end = parents"},
	{"offsets start at nought", "frontier.go", "append(st.offsets, st.objects.count())", "append(st.offsets, 0)"},
	{"plain fields are not gathered", "frontier.go", "if p.Gathered && len(p.Plain) > 0 {", "if false {"},
	{"an object is not taken back", "encode.go", "e.B = e.B[:start]\n", "_ = start\n"},
	{"a list that fails is nothing", "encode.go", "return !nonNull && e.Null()", "return !nonNull"},
	{"an object that fails is nothing", "encode.go", "return ok || e.Null()", "return true"},
	{"a null climbs no further", "encode.go", "return !nonNull && e.Null()", "return e.Null()"},
	{"errors stand at the wrong parent", "encode.go", "st.errs[k])", "st.errs[max(k-1, 0)])"},
	{"cursors are not rewound", "encode.go", "st.cursor = int(st.offsets[i])", "st.cursor = int(st.offsets[0])"},
	{"values with errors are remembered", "memo.go", "&& e.errors == m.errors", ""},
	{"lists of other lengths are the same", "memo.go", "unsafe.Pointer(unsafe.SliceData(list)), len(list)}", "unsafe.Pointer(unsafe.SliceData(list)), 1}"},
	{"remembered bytes are cut short", "memo.go", "span{m.start, len(e.B), ", "span{m.start, len(e.B) - 1, "},
	{"what is passed over is met again", "memo.go", "cursor += s.passed", "cursor += 0"},
	{"kinds share a cursor", "memo.go", "len(k.entry.Places) > 1", "len(k.entry.Places) > 9"},
	{"shared errors are written into", "errors.go", "own := *shared\n", "own, err2 := *shared, error(shared)\n\t\tif own.Path == nil {\n\t\t\treturn graphql.AddFieldLocationToError(ctx, err2)\n\t\t}\n"},
	{"paths count from one", "errors.go", "index := int(^s)", "index := int(^s) + 1"},
	{"arguments' errors lose their place", "errors.go", "own.Path = append(append(ast.Path{}, graphql.GetPath(ctx)...), own.Path...)", "own.Path = append(ast.Path{}, own.Path...)"},
	{"errors are not counted", "errors.go", "if int(*n) > e.opts.Errors {", "if int(*n) > e.opts.Errors+1 {"},
	{"null stands where it must not", "errors.go", "return !f.field.NonNull && e.Null()", "return e.Null()"},
	{"escapes are in lower case", "leaf.go", "0123456789ABCDEF", "0123456789abcdef"},
	{"mutations run side by side", "run.go", "x.plan.serial {", "false {"},
	{"a panic is forgotten", "run.go", "st.errs = nil\n", "st.errs = nil\n\t\t\tif x.contexts[c.ID].call != nil {\n\t\t\t\treturn\n\t\t\t}\n"},
	{"errors of the last operation are kept", "run.go", "*st = callState{out: st.out}", "*st = callState{out: st.out, err: st.err}"},
	{"objects of the last operation are kept", "frontier.go", "o.list = o.list[:0]", "_ = o.list[:0]"},
	{"offsets of the last operation are kept", "run.go", "offsets: st.offsets[:0]", "offsets: st.offsets"},
	{"an answer's bytes are written into again at once", "limit.go", "e.B = nil\n", "_ = 0\n"},
	{"defaults win over what is given", "argument.go", "cmp.Or(a.given, a.standard)", "cmp.Or(a.standard, a.given)"},
	{"arguments' errors are read as none", "argument.go", "st.err = argumentError{err}", "_ = argumentError{err}"},
	{"a middleware's answer is not taken", "middleware.go", "answer != resolved {", "answer == nil {"},
	{"too many calls at a time", "run.go", "x.idle = x.opts.Parallel - 1", "x.idle = x.opts.Parallel"},
	{"only one place's selection is looked at", "lookahead.go", "range s.entries", "range s.entries[:1]"},
	{"kinds add up in the cost", "cost.go", "most = max(most, m.place(kind, below))", "most += m.place(kind, below)"},
	{"the cost overflows", "cost.go", "if a > math.MaxInt64-b {", "if false {"},
	{"the answer's size is not checked", "limit.go", "limit := e.opts.Bytes; len(e.B) > limit", "limit := e.opts.Bytes; len(e.B) > 2*limit"},
	{"a cancelled answer is encoded", "limit.go", "err != nil {\n\t\tpanic(stop{err})", "err != nil && len(e.B) == 0 {\n\t\tpanic(stop{err})"},
	{"calls go on after a cancellation", "call.go", "if err := ctx.Err(); err != nil {", "if err := ctx.Err(); err != nil && false {"},
	{"@defer is run as if it were not there", "collect.go", "c.refuse(errDefer(d.Position))", "_ = errDefer"},
	{"fields are known by their interface", "options.go", "s := b.opts.schema; s != nil", "s := b.opts.schema; s != nil && false"},
	{"a hidden field is nothing", "call.go", "case err == errNothing && !c.field.NonNull:", "case err == errNothing && false:"},
	{"a plan may be too large", "plan.go", "len(b.plan.entries) > b.opts.Fields {", "len(b.plan.entries) > b.opts.Fields+1 {"},
	{"events carry the first value", "live.go", "[]R{v})", "[]R{*new(R)})"},
}

// TestMutants plants bugs in the executor and runs the other tests of this folder over it: they must fail.
func TestMutants(t *testing.T) {
	planted := mutants
	if !*allMutants {
		planted = mutants[:2]
	}
	for _, m := range planted {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			out, err := m.run(t)
			switch {
			case err == nil:
				t.Errorf("nobody noticed:\n%s", out)
			case strings.Contains(out, "[build failed]"), strings.Contains(out, "[setup failed]"):
				t.Errorf("the bug does not compile:\n%s", out)
			}
		})
	}
}

// run tests the package with the bug in place. The file itself is not touched: the go command lays another over it.
func (m mutant) run(t *testing.T) (string, error) {
	file, err := filepath.Abs(filepath.Join("..", m.file))
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(src), m.was); n != 1 {
		t.Fatalf("%q occurs %d times in %s: the bug needs a new place", m.was, n, m.file)
	}
	dir := t.TempDir()
	bad, overlay := filepath.Join(dir, m.file), filepath.Join(dir, "overlay.json")
	text, err := json.Marshal(map[string]any{"Replace": map[string]string{file: bad}})
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{bad: strings.Replace(string(src), m.was, m.is, 1), overlay: string(text)} {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	test := exec.CommandContext(t.Context(), "go", "test", "-overlay", overlay, "-count=1", "-failfast", "-timeout=120s", "-skip=TestMutants", ".", "-ops=300")
	out, err := test.CombinedOutput()
	return string(out), err
}
