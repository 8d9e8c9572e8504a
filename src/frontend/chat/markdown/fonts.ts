// The font files of KaTeX by name, as the bundler serves them.
import aMSRegular from 'katex/dist/fonts/KaTeX_AMS-Regular.woff2' with { type: 'file' }
import caligraphicBold from 'katex/dist/fonts/KaTeX_Caligraphic-Bold.woff2' with { type: 'file' }
import caligraphicRegular from 'katex/dist/fonts/KaTeX_Caligraphic-Regular.woff2' with {
  type: 'file',
}
import frakturBold from 'katex/dist/fonts/KaTeX_Fraktur-Bold.woff2' with { type: 'file' }
import frakturRegular from 'katex/dist/fonts/KaTeX_Fraktur-Regular.woff2' with { type: 'file' }
import mainBold from 'katex/dist/fonts/KaTeX_Main-Bold.woff2' with { type: 'file' }
import mainBoldItalic from 'katex/dist/fonts/KaTeX_Main-BoldItalic.woff2' with { type: 'file' }
import mainItalic from 'katex/dist/fonts/KaTeX_Main-Italic.woff2' with { type: 'file' }
import mainRegular from 'katex/dist/fonts/KaTeX_Main-Regular.woff2' with { type: 'file' }
import mathBoldItalic from 'katex/dist/fonts/KaTeX_Math-BoldItalic.woff2' with { type: 'file' }
import mathItalic from 'katex/dist/fonts/KaTeX_Math-Italic.woff2' with { type: 'file' }
import sansSerifBold from 'katex/dist/fonts/KaTeX_SansSerif-Bold.woff2' with { type: 'file' }
import sansSerifItalic from 'katex/dist/fonts/KaTeX_SansSerif-Italic.woff2' with { type: 'file' }
import sansSerifRegular from 'katex/dist/fonts/KaTeX_SansSerif-Regular.woff2' with { type: 'file' }
import scriptRegular from 'katex/dist/fonts/KaTeX_Script-Regular.woff2' with { type: 'file' }
import size1Regular from 'katex/dist/fonts/KaTeX_Size1-Regular.woff2' with { type: 'file' }
import size2Regular from 'katex/dist/fonts/KaTeX_Size2-Regular.woff2' with { type: 'file' }
import size3Regular from 'katex/dist/fonts/KaTeX_Size3-Regular.woff2' with { type: 'file' }
import size4Regular from 'katex/dist/fonts/KaTeX_Size4-Regular.woff2' with { type: 'file' }
import typewriterRegular from 'katex/dist/fonts/KaTeX_Typewriter-Regular.woff2' with {
  type: 'file',
}

export const fonts: Record<string, string> = {
  'KaTeX_AMS-Regular': aMSRegular,
  'KaTeX_Caligraphic-Bold': caligraphicBold,
  'KaTeX_Caligraphic-Regular': caligraphicRegular,
  'KaTeX_Fraktur-Bold': frakturBold,
  'KaTeX_Fraktur-Regular': frakturRegular,
  'KaTeX_Main-Bold': mainBold,
  'KaTeX_Main-BoldItalic': mainBoldItalic,
  'KaTeX_Main-Italic': mainItalic,
  'KaTeX_Main-Regular': mainRegular,
  'KaTeX_Math-BoldItalic': mathBoldItalic,
  'KaTeX_Math-Italic': mathItalic,
  'KaTeX_SansSerif-Bold': sansSerifBold,
  'KaTeX_SansSerif-Italic': sansSerifItalic,
  'KaTeX_SansSerif-Regular': sansSerifRegular,
  'KaTeX_Script-Regular': scriptRegular,
  'KaTeX_Size1-Regular': size1Regular,
  'KaTeX_Size2-Regular': size2Regular,
  'KaTeX_Size3-Regular': size3Regular,
  'KaTeX_Size4-Regular': size4Regular,
  'KaTeX_Typewriter-Regular': typewriterRegular,
}
