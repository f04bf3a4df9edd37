"""Where the frozen program begins."""

from kvalitet_app.__main__ import main

raise SystemExit(main())
