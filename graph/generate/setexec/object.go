package setexec

import "github.com/99designs/gqlgen/codegen"

// object writes the functions of one type: its writer, its calls and, if plain fields lead on, its gatherer.
func (g *file) object(o *codegen.Object) {
	g.writer(o)
	for _, f := range o.Fields {
		if isCall(f) {
			g.call(o, f)
		}
	}
	if hasPlain(g, o) {
		g.gatherer(o)
	}
}

func (g *file) writer(o *codegen.Object) {
	self := ""
	if !o.Root {
		self = "o " + g.typ(o.Reference()) + ", "
	}
	g.p("func write%s(e *execution.Encoder, p *execution.Place, %si int) bool {", o.Name, self)
	g.p("start, ok := e.Open(), true\nfor _, f := range p.Entries {\ne.Field(f)\nswitch f.N {\ncase 0:\ne.Typename(p)")
	for i, f := range o.Fields {
		g.p("case %d: // %s: %s", i+1, f.Name, f.TypeReference.GQL)
		g.field(o, f)
	}
	g.p("}\n}\nreturn e.Close(start, ok)\n}\n")
}

func (g *file) field(o *codegen.Object, f *codegen.Field) {
	r := f.TypeReference
	switch {
	case delegated(f):
		g.p("ok = e.Delegate(f, func(ctx context.Context, cf graphql.CollectedField) graphql.Marshaler {")
		g.p("return e.Glue.(*executionContext)._%s_%s(ctx, cf)\n}) && ok", o.Name, f.Name)
		return
	case isCall(f):
		g.p("if v, found, valid := execution.Value[%s](e, f, i); !found {\nok = valid && ok\n} else {", g.typ(r.GO))
		g.value(r, "v")
		g.p("}")
		return
	case isPlain(g, f):
		g.p("e.Rewind(f, i)")
	}
	if f.IsMethod() {
		g.p("if v, found, valid := execution.Get(e, f, o.%s); !found {\nok = valid && ok\n} else {", f.GoFieldName)
		g.value(r, "v")
		g.p("}")
		return
	}
	g.value(r, "o."+f.GoFieldName)
}

// gatherer writes what collects the objects that plain fields of a place's objects hold.
func (g *file) gatherer(o *codegen.Object) {
	g.p("func gather%s(x *execution.Run, p *execution.Place) {", o.Name)
	g.p("objects := execution.Objects[%s](x, p)\nfor _, f := range p.Plain {\nswitch f.N {", g.typ(o.Reference()))
	for i, f := range o.Fields {
		if !isPlain(g, f) {
			continue
		}
		g.p("case %d: // %s\nfor _, o := range objects {\nx.Open(f)", i+1, f.Name)
		value := "o." + f.GoFieldName
		if f.IsMethod() {
			g.p("v := execution.Peek(%s)", value)
			value = "v"
		}
		g.p("spread%s(x, f, %s)\n}", g.key(f.TypeReference), given(f.TypeReference, value))
	}
	g.p("}\nx.Gather(f)\n}\n}\n")
}
