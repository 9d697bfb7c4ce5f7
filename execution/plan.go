package execution

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Plan is how one operation is executed, for one setting of its @skip and @include variables. It never changes once
// built, so that all requests with the same document share it.
type Plan struct {
	root    *Place
	calls   []*Call
	entries []*Entry
	places  int
	serial  bool
	uses    []Use
	// estimated is the plan's cost.
	estimated estimate
	runs      sync.Pool    // of *Run that are done
	length    atomic.Int64 // of the last answer, for the buffer of the next one
}

// Place is one selection set on one concrete type at one place of the operation: where objects of a type will stand.
type Place struct {
	ID      int
	Type    *Type
	Entries []*Entry
	// Plain holds the entries without a call that lead to calls below.
	Plain []*Entry
	// Gathered tells that a call is here or below, so that the objects must be collected while loading.
	Gathered bool

	holder *Entry // the entry whose value these objects are; nil at the root
	from   *Call  // the nearest call above, which brings these objects; nil at the root
}

// Entry is one response key of a Place.
type Entry struct {
	graphql.CollectedField
	ID     int
	N      int
	Places []*Place // one per Field.Kinds
	// Pure tells that nothing below needs a call: the bytes depend on the Go value alone.
	Pure bool

	key   []byte // `"alias":` with a comma in front unless it comes first
	field *Field
	place *Place
	call  *Call
}

// Call is one resolver call of the operation. It serves all entries with the same type, field, arguments and level.
type Call struct {
	ID      int
	Entries []*Entry

	object string
	field  *Field
	needs  int     // how many calls must be done first
	next   []*Call // the calls that need this one
	look   *Selection

	arguments []argument
}

type planner struct {
	oc      *graphql.OperationContext
	opts    *Options
	plan    *Plan
	calls   map[string]*Call
	root    int // the root field in work: mutations run them one after the other
	used    map[Use]bool
	refused error
}

// plan makes the plan of an operation. Of the variables it reads those of @skip, @include and @defer only.
func plan(oc *graphql.OperationContext, root *Type, opts *Options) (*Plan, error) {
	b := &planner{
		oc:    oc,
		plan:  &Plan{serial: oc.Operation.Operation == ast.Mutation},
		calls: map[string]*Call{},
		opts:  opts,
		used:  map[Use]bool{},
	}
	b.plan.root = b.placeOf(oc.Operation.SelectionSet, root, nil, nil, 0)
	if b.refused != nil {
		return nil, b.refused
	}
	for _, c := range b.plan.calls {
		c.wire()
	}
	b.plan.estimate(opts.ListSize)
	return b.plan, nil
}

func (b *planner) placeOf(set ast.SelectionSet, t *Type, holder *Entry, from *Call, depth int) *Place {
	p := &Place{ID: b.plan.places, Type: t, holder: holder, from: from}
	b.plan.places++
	for i, collected := range b.collect(set, t) {
		if holder == nil && b.plan.serial {
			b.root = i
		}
		e := &Entry{CollectedField: collected, ID: len(b.plan.entries), place: p, key: key(collected.Alias, i == 0)}
		if b.plan.entries = append(b.plan.entries, e); len(b.plan.entries) > b.opts.Fields {
			b.refuse(tooLarge(b.opts.Fields))
		}
		if b.refused != nil {
			return p
		}
		p.Entries = append(p.Entries, e)
		b.entry(e, depth)
	}
	return p
}

// entry plans what a response key needs, and everything below it.
func (b *planner) entry(e *Entry, depth int) {
	p := e.place
	if e.field = typename; e.Name == typename.Name {
		return
	}
	e.field = p.Type.Fields[e.Name]
	e.N = e.field.N
	b.use(p.Type.Name, e)
	from := p.from
	if e.field.Call != nil || e.field.Stream != nil {
		p.Gathered = true
		e.call = b.callOf(e, depth)
		from, depth = e.call, depth+1
	}
	if len(e.field.Kinds) == 0 || e.field.Delegated {
		return
	}
	e.Pure = true
	for _, kind := range e.field.Kinds {
		below := b.placeOf(e.Selections, kind, e, from, depth)
		e.Places = append(e.Places, below)
		e.Pure = e.Pure && !below.Gathered
	}
	if !e.Pure && e.call == nil {
		p.Plain = append(p.Plain, e)
		p.Gathered = true
	}
}

// callOf finds the call that e shares, or adds one. Root fields never share: each is one statement of the client.
func (b *planner) callOf(e *Entry, depth int) *Call {
	k := callKey(e, depth, b.root)
	c := b.calls[k]
	if c == nil || e.place.holder == nil {
		c = &Call{ID: len(b.plan.calls), object: e.place.Type.Name, field: e.field}
		b.plan.calls = append(b.plan.calls, c)
		b.calls[k] = c
	}
	c.Entries = append(c.Entries, e)
	return c
}

// callKey compares arguments as they are written: $n and 10 do not share, although they may turn out equal.
func callKey(e *Entry, depth, root int) string {
	args := make([]string, len(e.Arguments))
	for i, a := range e.Arguments {
		args[i] = a.Name + ":" + a.Value.String()
	}
	slices.Sort(args)
	return e.place.Type.Name + "." + e.Name + "|" + strconv.Itoa(depth) + "." + strconv.Itoa(root) + "|" + strings.Join(args, ",")
}

// wire finds what c waits for. All edges lead from one level to the next, so calls cannot wait for each other.
func (c *Call) wire() {
	seen := map[*Call]bool{}
	for _, e := range c.Entries {
		if from := e.place.from; from != nil && !seen[from] {
			seen[from] = true
			c.needs++
			from.next = append(from.next, c)
		}
	}
	c.look = &Selection{entries: c.Entries}
	c.arguments = argumentsOf(c.Entries[0])
}

func key(alias string, first bool) []byte {
	k := make([]byte, 0, len(alias)+4)
	if !first {
		k = append(k, ',')
	}
	k = append(k, '"')
	return append(append(k, alias...), '"', ':')
}

func (b *planner) refuse(err error) {
	if b.refused == nil {
		b.refused = err
	}
}
