// Package edge owns what lies between the socket and the executable schema: it reads a request strictly, refuses what
// would cost too much before it costs anything, and writes the answer's bytes as they are. It knows no noun of the
// graph, who the viewer is, or where data comes from.
//
// The way of one request:
//
//	method, Accept, Content-Type     accept.go, request.go     405 406 415
//	body, 1 MB at most               request.go, decode.go     413 400
//	  JSON where it stands           json.go, lexis.go
//	  depth and number of values     input.go                  before the variables are decoded
//	document, kept if seen before    document.go, cache.go     found by its bytes as they came
//	  tokens, names                  tokens.go                 before parsing
//	  depth, fields, repetition      guard.go, size.go         before validation
//	  the schema's own description   introspection.go          before validation
//	variables                        variables.go
//	the schema's Exec                dispatch.go               what gqlgen's executor does around it
//	errors                           present.go                one code each, nothing internal
//	bytes                            answer.go, gzip.go, stream.go
//
// Middlewares stand around it, outermost first: Identify, CORS, then whoever says who the viewer is, then Handler.
package edge
