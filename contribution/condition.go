package contribution

import (
	"strings"
	"sync"

	"github.com/google/cel-go/cel"

	"maillage/model"
)

// environment is what a condition is read in: what a rule may ask of a case, and nothing else. There is nothing to go through in
// loops, which could make a short text cost any time.
var environment = sync.OnceValues(func() (*cel.Env, error) {
	return cel.NewEnv(cel.ClearMacros(),
		cel.Variable("kind", cel.StringType), cel.Variable("nature", cel.StringType), cel.Variable("code", cel.StringType),
		cel.Variable("department", cel.StringType), cel.Variable("region", cel.StringType), cel.Variable("epci", cel.StringType),
		cel.Variable("population", cel.IntType), cel.Variable("members", cel.IntType),
		cel.Variable("college", cel.StringType), cel.Variable("scope", cel.StringType), cel.Variable("year", cel.IntType),
		cel.Variable("startYear", cel.IntType), cel.Variable("startMonth", cel.IntType)) // of the subscription's first day
})

// condition is a compiled CEL expression that is true or false; nil always holds.
type condition struct{ program cel.Program }

// longest is how many characters a condition may have.
const longest = 1000

func conditionOf(text *string) (*condition, error) {
	if text == nil || strings.TrimSpace(*text) == "" {
		return nil, nil
	}
	if len(*text) > longest {
		return nil, model.Invalid("", "the condition has %d characters: give at most %d", len(*text), longest)
	}
	env, err := environment()
	if err != nil {
		return nil, err
	}
	ast, issues := env.Compile(*text)
	if err := issues.Err(); err != nil {
		return nil, model.Invalid("", "the condition does not compile: %s. It may read kind, nature, code, department, region, epci, population, members, college, scope, year, startYear, startMonth",
			strings.Join(strings.Fields(err.Error()), " "))
	}
	if ast.OutputType() != cel.BoolType {
		return nil, model.Invalid("", "the condition gives a %s: it must be true or false, such as population >= 2000", ast.OutputType())
	}
	program, err := env.Program(ast, cel.CostLimit(10_000))
	if err != nil {
		return nil, model.Invalid("", "the condition cannot be run: %v", err)
	}
	return &condition{program}, nil
}

func checkCondition(faults *model.Errors, path string, text *string) {
	_, err := conditionOf(text)
	faults.Add(path, err)
}

// holds tells whether the condition is met; one that fails at run time, such as a division by zero, is not. Where it asks for
// a population that is not known, that is an anomaly.
func (c *condition) holds(x *pricing) bool {
	if c == nil {
		return true
	}
	out, _, err := c.program.Eval(x.variables())
	if err != nil && x.subscriber.Inhabitants == nil && strings.Contains(err.Error(), "population") {
		x.missing(x.subscriber, Need{Kind: model.BasisKindPopulationMunicipal, On: x.run.first})
	}
	return err == nil && out.Value() == true
}
