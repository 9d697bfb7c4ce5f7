// Maillage: the dated graph of French local authorities and the digital services that a syndicate pools for them, in
// GraphQL. This file is the front door: which command, which environment, how it ends.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"maillage/model"
)

const usage = `maillage: the graph of local authorities, their groupings and their pooled services.

  maillage [serve]                 serve GraphQL; the embedded PostgreSQL, unless DATABASE_URL says otherwise
  maillage migrate                 bring the schema and the embedded national data up to date, and stop
  maillage import <folder>         apply a later millésime: shows what would change, then asks (-yes does not ask)
  maillage rules import <file>...  enter contribution rules of files (YAML, JSON) as drafts: all of them, or none
  maillage rules export <folder>   write every version of every contribution rule, one file each
  maillage usage import <file>     record monthly counts of a CSV file (service;indicator;month;SIREN or INSEE code;count)
  maillage verify                  check that the sums of every call for contributions and of usage hold, and count those that do not
  maillage version                 print the version

`

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200) // the heap at rest is small: collecting it half as often costs some 20 MB under load
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdin, os.Stdout)
	stop()
	if err != nil && !errors.Is(err, context.Canceled) {
		var faults model.Errors
		if errors.As(err, &faults) {
			for _, f := range faults {
				fmt.Fprintln(os.Stderr, "maillage:", f.Message)
			}
		} else {
			fmt.Fprintln(os.Stderr, "maillage:", strings.ReplaceAll(err.Error(), "\n", " "))
		}
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	command, rest := "serve", args
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		command, rest = args[0], args[1:]
	}
	flags := flag.NewFlagSet(command, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	yes := flags.Bool("yes", false, "apply without asking")
	rest, err := operands(flags, rest)
	if errors.Is(err, flag.ErrHelp) || command == "help" {
		fmt.Fprint(out, usage, environment)
		return nil
	} else if err != nil {
		return fmt.Errorf("%w: see maillage -h", err)
	}
	if command == "version" {
		fmt.Fprintln(out, version())
		return nil
	}
	c, err := readConfig()
	if err != nil {
		return err
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: c.logLevel})))
	switch {
	case command == "import" && len(rest) == 1:
		return importVintage(ctx, c, rest[0], *yes, in, out)
	case command == "import":
		return errors.New("import takes one folder: maillage import <folder>")
	case command == "rules" && len(rest) > 1 && rest[0] == "import":
		return importRules(ctx, c, rest[1:], out)
	case command == "rules" && len(rest) == 2 && rest[0] == "export":
		return exportRules(ctx, c, rest[1], out)
	case command == "rules":
		return errors.New("rules takes files or a folder: maillage rules import <file>..., or maillage rules export <folder>")
	case command == "usage" && len(rest) == 2 && rest[0] == "import":
		return importUsage(ctx, c, rest[1], out)
	case command == "usage":
		return errors.New("usage takes one file: maillage usage import <file>")
	case command != "serve" && command != "migrate" && command != "verify":
		return fmt.Errorf("there is no command %q: see maillage -h", command)
	case len(rest) > 0:
		return fmt.Errorf("%s takes no %q: see maillage -h", command, rest[0])
	case command == "migrate":
		return migrate(ctx, c, out)
	case command == "verify":
		return verify(ctx, c, out)
	}
	return serve(ctx, c, out)
}

// operands are the arguments that are no flags; flags may stand before and after them.
func operands(flags *flag.FlagSet, args []string) (list []string, err error) {
	for err = flags.Parse(args); err == nil && flags.NArg() > 0; err = flags.Parse(flags.Args()[1:]) {
		list = append(list, flags.Arg(0))
	}
	return list, err
}

// version is the commit that the binary was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "maillage (unknown build)"
	}
	v := "maillage " + info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && !strings.Contains(v, s.Value[:7]) {
			v += " " + s.Value
		}
	}
	return v
}
